"""`manage.py run` from an empty folder: served, interrupted, started again, and killed in parts."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import embedded
from config.embedded.liveness import is_alive

pytestmark = pytest.mark.timeout(400)  # two whole starts: a minute on an idle machine
PROJECT = Path(__file__).resolve().parent.parent.parent
# The tests' own settings speak through these, and the command must not hear them.
OF_TESTS = ("FIREBREAK_", "DJANGO_", "DATABASE_URL", "CELERY_")


class Life:
    """One `manage.py run` from its start to its end."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port, self.lines = var, port, list[str]()
        self.children_before: dict[str, int] = {}
        environ = {name: value for name, value in os.environ.items() if not name.startswith(OF_TESTS)}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--port", str(port), "--var", str(var)],
            cwd=PROJECT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            with self._news:
                self.lines.append(line.rstrip())
                self._news.notify_all()

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    def wait_for(self, pattern: str, seconds: float = 180) -> "re.Match[str]":
        with self._news:
            assert self._news.wait_for(lambda: re.search(pattern, self.said), seconds), self.said
        found = re.search(pattern, self.said)
        assert found
        return found

    def get(self, path: str, host: str = "localhost") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            return connection.getresponse().status
        finally:
            connection.close()

    def get_until(self, path: str, status: int) -> None:
        deadline = time.monotonic() + 60
        while (found := self._try(path)) != status:
            assert time.monotonic() < deadline, f"{path} answers {found}\n{self.said}"

    def _try(self, path: str) -> int:
        try:
            return self.get(path)
        except (OSError, http.client.HTTPException):
            return 0

    def children(self) -> dict[str, int]:
        """The process of each program, by what its command line says it does."""
        words = {"web": "listen", "worker": "worker", "beat": "beat", "stream": "stream"}
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal() or not _is_child(entry, self.process.pid):
                continue
            command = (entry / "cmdline").read_bytes().decode().split("\0")
            found.update({name: int(entry.name) for name, word in words.items() if word in command})
        return found

    def all_children(self) -> dict[str, int]:
        """The same, once all four are there."""
        deadline = time.monotonic() + 60
        while len(found := self.children()) < 4:
            assert time.monotonic() < deadline, f"only {found} run\n{self.said}"
        return found

    def end(self, sign: signal.Signals) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(120)
        self._reader.join(10)
        return code


def _is_child(entry: Path, parent: int) -> bool:
    try:
        return int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == parent
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    yield folder
    embedded.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def first_life(var: Path) -> Life:
    """Started in an empty folder, asked for a page, ended by Ctrl-C."""
    life = Life(var, free_port())
    try:
        life.wait_for(r"Ready after [\d.]+ s")
        life.wait_for(r"worker +\| .* ready\.")
        life.children_before = life.all_children()
    finally:
        life.end(signal.SIGINT)
    return life


@pytest.fixture(scope="module")
def second_life(first_life: Life) -> Iterator[Life]:
    life = Life(first_life.var, first_life.port)
    try:
        life.wait_for(r"Ready after [\d.]+ s")
        yield life
    finally:
        life.end(signal.SIGTERM)
    assert life.end(signal.SIGTERM) == 0, life.said


def test_the_first_start_says_where_to_go_and_how_to_make_an_operator(first_life: Life) -> None:
    assert f"Firebreak is at http://localhost:{first_life.port}/" in first_life.said
    assert "manage.py create_operator" in first_life.said
    assert f"FIREBREAK_VAR={first_life.var}" in first_life.said


def test_each_programs_lines_carry_its_name(first_life: Life) -> None:
    for name in ("firebreak", "upgrade", "web", "worker"):
        assert re.search(rf"^\d\d:\d\d:\d\d {name} *\| ", first_life.said, re.MULTILINE), name


def test_ctrl_c_ends_every_process_and_frees_the_port(first_life: Life) -> None:
    assert first_life.process.returncode == 0, first_life.said
    assert "does not end" not in first_life.said and "Traceback" not in first_life.said
    pids = first_life.children_before
    assert set(pids) == {"web", "worker", "beat", "stream"}
    assert not [pid for pid in pids.values() if is_alive(pid, "python")]
    assert "Ended." in first_life.said


def test_a_second_start_is_ready_soon(second_life: Life) -> None:
    """Within ten seconds on a machine with two idle cores; the bound here is for one that does much else beside."""
    assert float(second_life.wait_for(r"Ready after ([\d.]+) s")[1]) < 60


def test_pages_and_events_answer_at_one_address(second_life: Life) -> None:
    assert second_life.get("/healthz") == 200
    assert second_life.get("/") < 400
    assert second_life.get("/events/") in (401, 403, 404)


def test_another_instance_on_the_folder_ends_at_once_with_a_sentence(second_life: Life) -> None:
    other = Life(second_life.var, free_port())
    assert other.process.wait(120) == 2
    other.wait_for(rf"^Another Firebreak already runs on .* \(process {second_life.process.pid}\)")
    assert second_life.get("/healthz") == 200


def test_a_port_in_use_ends_at_once_with_a_sentence(second_life: Life, tmp_path: Path) -> None:
    other = Life(tmp_path / "var", second_life.port)
    assert other.process.wait(120) == 2
    other.wait_for(f"^Port {second_life.port} is in use")


def test_a_killed_web_process_is_back_and_nobody_is_turned_away(second_life: Life) -> None:
    old = second_life.children()["web"]
    os.kill(old, signal.SIGKILL)
    assert second_life.get("/healthz") == 200  # waited in the queue of the socket that stayed open
    assert second_life.children()["web"] != old
    assert "web ended (by SIGKILL); starting it again" in second_life.said


@pytest.mark.parametrize("server", ["postgres", "broker"])
def test_a_killed_server_is_back_and_pages_answer(second_life: Life, server: str) -> None:
    status = embedded.running(second_life.var)
    pid = status.postgres_pid if server == "postgres" else status.broker_pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    second_life.wait_for(f"The embedded {'PostgreSQL' if server == 'postgres' else 'Valkey'} is back")
    again = embedded.running(second_life.var)
    assert (again.postgres_pid if server == "postgres" else again.broker_pid) not in (None, pid)
    second_life.get_until("/accounts/login/", 200)

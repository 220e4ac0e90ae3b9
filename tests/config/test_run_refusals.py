"""What `manage.py run` says, in one sentence, when it can't run."""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import manage
from config import embedded
from config.processes import OneMachine, Plan, RunRefused

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def refusal(plan: Plan) -> str:
    with pytest.raises(RunRefused) as refused:
        OneMachine(plan, io.StringIO()).serve()
    sentence = str(refused.value)
    assert "\n" not in sentence and sentence.endswith(".")
    return sentence


def test_a_port_in_use_is_said_and_nothing_is_started(tmp_path: Path, taken_port: int) -> None:
    said = refusal(Plan(var=tmp_path, port=taken_port))
    assert said == f"Port {taken_port} is in use; end what uses it, or choose another with --port."
    assert embedded.running(tmp_path) == embedded.Status(None, None)


def test_another_instance_on_the_same_folder_is_named(tmp_path: Path) -> None:
    words = (
        "import sys; from pathlib import Path; from config.processes import *\n"
        "m = OneMachine(Plan(var=Path(sys.argv[1])))\n"
        "with m._alone(): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", words, str(tmp_path)], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout and other.stdout.readline() == b"held\n"
    said = refusal(Plan(var=tmp_path))
    other.communicate()
    assert f"Another Firebreak already runs on {tmp_path} (process {other.pid})" in said


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "can't make its folder" in refusal(Plan(var=tmp_path / "file" / "var"))


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # nothing is unwritable to root
        monkeypatch.setattr("config.processes.machine.os.access", lambda path, mode: False)
    tmp_path.chmod(0o500)
    assert "can't write in" in refusal(Plan(var=tmp_path))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_plain_http_is_refused_beyond_loopback(tmp_path: Path, host: str) -> None:
    assert "plain HTTP mode, which is for this machine only" in refusal(Plan(var=tmp_path, host=host))


def test_a_host_that_is_no_address_is_said(tmp_path: Path) -> None:
    assert "is not an address to listen on" in refusal(Plan(var=tmp_path, host="every where"))


def test_a_missing_program_is_said_and_nothing_stays_running(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    monkeypatch.setattr("config.embedded.binaries.package_folder", lambda name: None)
    monkeypatch.setattr("config.embedded.binaries.shutil.which", lambda name: None)
    try:
        plan = Plan(var=folder, port=free_port(), embedded_postgres=False)
        assert "No Valkey program was found" in refusal(plan)
        assert embedded.running(folder) == embedded.Status(None, None)
    finally:
        shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_folder_and_port_of_the_command_reach_the_settings_before_they_are_read() -> None:
    environ = {"FIREBREAK_PORT": "1"}
    manage.set_early(["manage.py", "run", "--var=/some/where", "--port", "8123"], environ)
    assert environ == {"FIREBREAK_VAR": "/some/where", "FIREBREAK_PORT": "8123"}
    manage.set_early(["manage.py", "migrate_schemas", "--var", "/else"], environ)
    assert environ["FIREBREAK_VAR"] == "/some/where"


def test_a_python_without_django_is_told_how_to_get_it() -> None:
    shown = subprocess.run(
        [sys.executable, "-I", "-S", str(PROJECT / "manage.py"), "run"],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert shown.returncode == 2 and shown.stderr.startswith("Django is not installed for this Python")
    assert shown.stderr.count("\n") == 1

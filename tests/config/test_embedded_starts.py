"""Starting the embedded servers where it is hard: at once from several processes, as root, in odd folders, or not."""

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import embedded
from config.embedded import binaries, folders
from config.embedded.binaries import find_postgres, find_valkey, not_as_root, run_tool
from config.embedded.folders import LONGEST_SOCKET_DIR, private_dir, socket_dir

PROJECT = Path(__file__).resolve().parent.parent.parent
START = """
import sys
from pathlib import Path
from config import embedded
var = Path(sys.argv[1])
print(embedded.ensure_postgres(var).pid(), embedded.ensure_broker(var).pid())
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder of its own; whatever was started in it is stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    yield folder
    embedded.stop(folder)
    shutil.rmtree(socket_dir(folder), ignore_errors=True)
    shutil.rmtree(folder)


def start(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", START, str(folder)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_start_at_once_share_one_server_which_outlives_them(var: Path) -> None:
    starters = [start(var) for _ in range(3)]
    said = {starter.communicate(timeout=60)[0].strip() for starter in starters}
    status = embedded.running(var)
    assert said == {f"{status.postgres_pid} {status.broker_pid}"}
    assert embedded.locate(var).postgres.answers() and embedded.locate(var).broker.answers()


def test_a_half_made_data_folder_is_thrown_away_and_made_anew(var: Path) -> None:
    server = embedded.locate(var).postgres
    private_dir(server.folder)
    (server.folder / "new-1").mkdir()
    (server.folder / "new-1" / "PG_VERSION").write_text("18\n", encoding="utf-8")
    embedded.ensure_postgres(var)
    assert not list(server.folder.glob("new-*")) and server.major() == find_postgres()[1]


def test_a_folder_too_deep_for_a_socket_gets_its_sockets_elsewhere(var: Path) -> None:
    deep = var / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    place = socket_dir(deep)
    try:
        embedded.ensure_broker(deep)
        assert embedded.ensure_postgres(deep).answers()
        assert deep not in place.parents and len(os.fsencode(place)) <= LONGEST_SOCKET_DIR
        assert place.stat().st_mode & 0o777 == 0o700
    finally:
        embedded.stop(deep)
        shutil.rmtree(place)


def test_the_socket_directory_depends_on_the_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("d" * 90)
    before = socket_dir(deep)
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/elsewhere")
    assert socket_dir(deep) == before != socket_dir(tmp_path / ("e" * 90))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make somebody else's folder")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    os.chown(tmp_path / "run", 4321, 4321)
    with pytest.raises(embedded.EmbeddedError, match="belongs to somebody else"):
        private_dir(tmp_path / "run")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("", encoding="utf-8")
    with pytest.raises(embedded.EmbeddedError, match="can't make the folder"):
        embedded.ensure_broker(tmp_path / "var")


def test_a_folder_that_the_shell_would_read_as_a_command_is_refused(tmp_path: Path) -> None:
    with pytest.raises(embedded.EmbeddedError, match="choose a folder without quotes"):
        embedded.ensure_postgres(tmp_path / "$(date)")


def test_data_of_a_version_that_is_not_here_names_both_versions(var: Path) -> None:
    data = embedded.locate(var).postgres.data
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n", encoding="utf-8")
    with pytest.raises(embedded.EmbeddedError, match=r"written by PostgreSQL 9, but only .*\b18\b.* is here"):
        embedded.ensure_postgres(var)


def test_missing_programs_are_one_sentence_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "package_folder", lambda name: None)
    monkeypatch.setattr(binaries, "_postgres_folders", lambda: iter(()))
    monkeypatch.setattr(binaries.shutil, "which", lambda name: None)
    with pytest.raises(embedded.EmbeddedError, match="set DATABASE_URL"):
        find_postgres()
    with pytest.raises(embedded.EmbeddedError, match="set CELERY_BROKER_URL"):
        find_valkey()


def test_a_server_that_refuses_to_start_says_why_and_where_its_log_is(var: Path) -> None:
    server = embedded.ensure_postgres(var)
    embedded.stop_postgres(var)
    with (server.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("max_connections = none\n")
    with pytest.raises(embedded.EmbeddedError, match=r"did not start: .*postgresql\.conf.*server\.log"):
        embedded.ensure_postgres(var)


def test_a_second_server_is_not_started_on_data_another_still_works_on(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from another container that sees neither the first one's process nor, the path being longer, its socket."""
    server = embedded.ensure_postgres(var)
    pid = server.pid()
    monkeypatch.setattr("config.embedded.postgres._ORPHAN_SECONDS", 0.1)
    monkeypatch.setattr("config.embedded.postgres.is_alive", lambda pid, program: False)
    monkeypatch.setattr("config.embedded.postgres.EmbeddedPostgres.answers", lambda self: False)
    with pytest.raises(embedded.EmbeddedError, match="Another server still works in"):
        embedded.ensure_postgres(var)
    monkeypatch.undo()
    assert server.pid() == pid and server.answers()


def test_postgresql_never_sees_root() -> None:
    shown = run_tool(["id", "-u"], seconds=20).stdout.strip()
    assert shown != "0"
    assert shown == str(os.geteuid()) or os.geteuid() == 0


@pytest.mark.parametrize("lacking", ["the program", "the right"])
def test_root_that_can_not_step_down_is_told_what_to_do(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries.os, "geteuid", lambda: 0)
    if lacking == "the program":
        monkeypatch.setattr(binaries.shutil, "which", lambda name: None)
    else:
        monkeypatch.setattr(binaries, "_can_step_down", lambda tool: False)
    with pytest.raises(embedded.EmbeddedError, match="start Firebreak as an ordinary user, or set DATABASE_URL"):
        not_as_root(["postgres"])


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user is what all other tests run as")
@pytest.mark.parametrize("uid", [65534, 4321], ids=["nobody", "a user without a name"])
def test_an_ordinary_user_runs_the_servers_as_well(var: Path, uid: int) -> None:
    os.chown(var, uid, uid)
    child = multiprocessing.get_context("fork").Process(target=start_as, args=(uid, var))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    pid = embedded.running(var).postgres_pid
    assert Path(f"/proc/{pid}").stat().st_uid == uid
    assert Path(f"/proc/{embedded.running(var).broker_pid}").stat().st_uid == uid


def start_as(uid: int, var: Path) -> None:
    """In a forked child: its user need not be able to read root's Python."""
    embedded.locate(var).broker.answers()  # imports what is imported late
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    embedded.ensure_postgres(var)
    embedded.ensure_broker(var)


def test_a_lock_is_free_again_when_its_holder_is_killed(tmp_path: Path) -> None:
    words = "import sys, time; from pathlib import Path; from config.embedded.folders import locked\n"
    words += "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    note = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", words, str(note)], cwd=PROJECT, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    with folders.locked(note, wait=False) as mine:
        assert not mine
    holder.kill()
    holder.communicate()
    with folders.locked(note, wait=False) as mine:
        assert mine

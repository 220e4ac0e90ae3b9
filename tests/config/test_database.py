"""Sessions of the database: set after connecting, and really sessions, also behind PgBouncer."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import database
from config.database import base
from config.database.base import DatabaseWrapper, prove_session
from config.embedded.binaries import not_as_root

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
needs_pgbouncer = pytest.mark.skipif(PGBOUNCER is None, reason="needs PgBouncer (apt-get install pgbouncer)")


def shown(connected: Any, name: str) -> str:
    with connected.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def test_a_connection_has_its_time_outs(db: None) -> None:
    assert shown(connection, "statement_timeout") == "1min"
    assert shown(connection, "lock_timeout") == "15s"
    assert shown(connection, "jit") == "off"


def test_time_outs_are_not_startup_parameters(db: None) -> None:
    assert "options" not in connection.get_connection_params()
    assert "session" not in connection.get_connection_params()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _bouncer(folder: Path, mode: str, *, size: int = 5, by_socket: bool = False) -> Iterator[dict[str, Any]]:
    """A real PgBouncer in front of the tests' server; what psycopg connects to it with."""
    behind, port = settings.DATABASES["default"], _free_port()
    where = f"host={behind['HOST']} port={behind['PORT'] or 5432}"
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n{behind['NAME']} = {where} user={behind['USER']}\n"
        f"[pgbouncer]\nlisten_addr = {'' if by_socket else '127.0.0.1'}\nlisten_port = {port}\n"
        f"unix_socket_dir = {folder if by_socket else ''}\nauth_type = any\n"
        f"pool_mode = {mode}\ndefault_pool_size = {size}\n"
    )
    assert PGBOUNCER
    command = not_as_root([PGBOUNCER, "-q", folder / "pgbouncer.ini"])
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(folder / "log").open("w"))
    params = {
        "host": str(folder) if by_socket else "127.0.0.1",
        "port": str(port),
        "dbname": behind["NAME"],
        "user": "anybody",
    }
    try:
        _until(lambda: _answers(params), folder / "log")
        yield params
    finally:
        server.terminate()
        server.wait(10)


def _answers(params: dict[str, Any]) -> bool:
    try:
        psycopg.connect(**params, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _until(true: Callable[[], bool], log: Path) -> None:
    for _ in range(100):
        if true():
            return
        threading.Event().wait(0.1)
    raise AssertionError(log.read_text())


@needs_pgbouncer
def test_a_proxy_that_pools_by_session_is_taken_and_its_sessions_are_set(db: None, tmp_path: Path) -> None:
    with _bouncer(tmp_path, "session") as params:
        prove_session(params, known=set(), lock=threading.Lock())
        address = f"postgresql://anybody@127.0.0.1:{params['port']}/{params['dbname']}"
        wrapper = DatabaseWrapper(
            {**connection.settings_dict, **database.entry(address, statement_seconds=7)}, alias="proxied"
        )
        with closing(wrapper):
            assert shown(wrapper, "statement_timeout") == "7s"
            assert shown(wrapper, "lock_timeout") == "15s"


@needs_pgbouncer
@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_proxy_that_pools_by_transaction_is_refused(django_db_setup: None, tmp_path: Path, size: int) -> None:
    with _bouncer(tmp_path, "transaction", size=size) as params:
        for _ in range(3):
            with pytest.raises(ImproperlyConfigured, match="session pooling"):
                prove_session(params, known=set(), lock=threading.Lock())


@needs_pgbouncer
def test_a_proxy_behind_a_socket_is_refused_as_well(django_db_setup: None, tmp_path: Path) -> None:
    """As Debian's PgBouncer is reached: ?host=/var/run/postgresql and its port."""
    with _bouncer(tmp_path, "transaction", by_socket=True) as params:
        assert params["host"].startswith("/")
        with pytest.raises(ImproperlyConfigured, match="session pooling"):
            prove_session(params, known=set(), lock=threading.Lock())


def test_a_socket_that_is_not_our_own_is_asked(tmp_path: Path) -> None:
    with pytest.raises(psycopg.OperationalError):
        prove_session({"host": str(tmp_path), "connect_timeout": 2}, known=set(), lock=threading.Lock())


def test_the_embedded_server_is_not_asked(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.database.base.prove_session", lambda *given, **more: pytest.fail("asked"))
    params = {**connection.get_connection_params(), "host": str(settings.EMBEDDED.postgres.socket_dir)}
    monkeypatch.setattr("config.database.base.TenantWrapper.get_new_connection", lambda self, params: params)
    assert DatabaseWrapper(connection.settings_dict).get_new_connection(params) == params


def test_what_was_proved_once_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(base, "_keeps_its_server", lambda params: asked.append(params["port"]) is None)
    known, lock = {"db.invalid:1/x"}, threading.Lock()
    place = {"host": "db.invalid", "dbname": "x"}
    prove_session({**place, "port": "1"}, known=known, lock=lock)
    assert asked == []
    for _ in range(2):
        prove_session({**place, "port": "2"}, known=known, lock=lock)
    assert (asked, known) == (["2"], {"db.invalid:1/x", "db.invalid:2/x"})

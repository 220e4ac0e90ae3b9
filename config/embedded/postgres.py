"""The embedded PostgreSQL: made on first use, started when it does not run, shared by every process of the folder."""

import contextlib
import os
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.embedded.binaries import find_client_program, find_postgres, run_tool
from config.embedded.folders import EmbeddedError, life_lock, locked, private_dir, socket_dir
from config.embedded.liveness import end, first_line, is_alive, pid_in

DATABASE = "firebreak"
OWNER = "firebreak_owner"
APP = "firebreak_app"
SUPERUSER = "postgres"

_PROGRAM = "postgres"
_PORT = 5432  # only part of the socket's file name; nothing listens on TCP
_INIT_SECONDS = 60
_START_SECONDS = 300  # after a crash it first replays its log of changes
_ORPHAN_SECONDS = 20  # the children of a killed server notice within seconds
_STOP_SECONDS = 60
_LARGEST_LOG = 10_000_000  # bytes; the log before this start is kept once

# Every agency is a schema with its tables, and a migration or a dump locks them all: hence so many locks.
_SETTINGS = """
# Firebreak
listen_addresses = ''
unix_socket_permissions = 0700
max_locks_per_transaction = 1024
jit = off
log_checkpoints = off
"""

# Text is compared and lower-cased by Unicode's rules, the same on every machine; plain C where the server is too old.
_LOCALES = (
    ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ("--locale=C.UTF-8",),
    ("--no-locale",),
)


@dataclass(frozen=True)
class EmbeddedPostgres:
    """The embedded PostgreSQL of one folder, running or not."""

    var: Path

    @property
    def folder(self) -> Path:
        """Data, log and lock of the server."""
        return self.var.resolve() / "postgres"

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server writes while it runs."""
        return self.folder / "server.log"

    @property
    def socket_dir(self) -> Path:
        """Directory of the socket, for this user alone; libpq takes it as the host."""
        return socket_dir(self.var)

    def url(self, database: str = DATABASE, user: str = APP) -> str:
        """Address for libpq and Django; there is no password, the socket's directory is the lock."""
        return f"postgresql://{quote(user)}@/{quote(database)}?host={quote(str(self.socket_dir))}"

    def pid(self) -> int | None:
        """Process id of the running server, or None."""
        pid = pid_in(self.data / "postmaster.pid")
        return pid if pid and is_alive(pid, _PROGRAM) else None

    def major(self) -> int | None:
        """Major version that wrote the data, None where there is no data yet."""
        text = first_line(self.data / "PG_VERSION")
        return int(text) if text.isdecimal() else None

    def client_program(self, name: str) -> Path | None:
        """A client program (`pg_dump`, `psql`…) of the server's own major version, or None."""
        major = self.major()
        return find_client_program(name, major) if major else None

    def connect(self, database: str = DATABASE, user: str = SUPERUSER) -> psycopg.Connection:
        """A connection of its own, in autocommit. Raises psycopg.OperationalError."""
        return psycopg.connect(
            host=str(self.socket_dir),
            port=_PORT,
            dbname=database,
            user=user,
            autocommit=True,
            connect_timeout=10,
        )

    def answers(self) -> bool:
        """Whether this server runs and the roles and the database are there."""
        try:
            self.connect(user=APP).close()
        except psycopg.OperationalError:
            return False
        return True


def ensure_postgres(var: Path) -> EmbeddedPostgres:
    """Starts the folder's server unless it runs; makes data, roles and database the first time.

    Several processes may call it at once: one starts, the others wait and use the same server.
    Raises EmbeddedError.
    """
    server = EmbeddedPostgres(var)
    if server.answers():
        return server
    if set("\"'$`\\\n") & set(str(server.folder)):
        raise EmbeddedError(
            f"PostgreSQL can't work in {var}: choose a folder without quotes, $ or backslashes in its path."
        )
    private_dir(server.folder)
    private_dir(server.socket_dir)
    with locked(server.folder / "start.lock"):
        if server.answers():
            return server
        if server.pid() and not (server.socket_dir / f".s.PGSQL.{_PORT}").exists():
            _end(server)  # somebody swept the socket away: nothing can reach this server any more
        if not server.data.exists():
            _create_data(server)
        if not _accepts(server):
            _start(server)
        _provision(server)
    return server


def stop_postgres(var: Path) -> None:
    """Ends the server: open transactions are rolled back, committed ones are on disk. Harmless if it doesn't run."""
    server = EmbeddedPostgres(var)
    if not server.folder.exists():
        return
    with locked(server.folder / "start.lock"):
        _end(server)


def _end(server: EmbeddedPostgres) -> None:
    pid = server.pid()
    # PostgreSQL's fast shutdown: it waits for no client, unlike SIGTERM's.
    if pid is None or end(pid, _PROGRAM, signal.SIGINT, seconds=_STOP_SECONDS):
        return
    # Immediate shutdown: like a crash, the next start recovers from the log of changes.
    if not end(pid, _PROGRAM, signal.SIGQUIT, seconds=10):
        raise EmbeddedError(f"PostgreSQL (process {pid}) does not end; its log is {server.log}.")


def _create_data(server: EmbeddedPostgres) -> None:
    """Makes the data directory under another name and renames it, so that a half-made one is never taken for whole."""
    folder, _ = find_postgres()
    for leftover in server.folder.glob("new-*"):
        shutil.rmtree(leftover)
    made = server.folder / f"new-{os.getpid()}"
    for locale in _LOCALES:
        command = [
            folder / "initdb",
            "-D",
            made,
            "-U",
            SUPERUSER,
            "--auth=trust",  # behind a socket in a folder for this user alone
            "-E",
            "UTF8",
            *locale,
        ]
        done = run_tool(command, seconds=_INIT_SECONDS)
        if done.returncode == 0:
            break
        shutil.rmtree(made, ignore_errors=True)
    else:
        raise EmbeddedError(f"PostgreSQL could not make its data folder: {_last_words(done.stderr)}")
    with (made / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(_SETTINGS)
    made.rename(server.data)


def _accepts(server: EmbeddedPostgres) -> bool:
    """Whether a server runs and takes connections; waits for one that is just dying or ending to be gone."""
    deadline = time.monotonic() + _STOP_SECONDS
    while pid := server.pid():
        try:
            server.connect("postgres").close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"PostgreSQL (process {pid}) does not answer: {error} (log: {server.log})"
                ) from error
            time.sleep(0.05)
        else:
            return True
    return False


def _start(server: EmbeddedPostgres) -> None:
    major = server.major()
    if major is None:
        raise EmbeddedError(f"{server.data} is not a PostgreSQL data folder; move it away and start again.")
    folder, _ = find_postgres(major)
    # The socket's place is given here and not in the data, which may be moved to another folder.
    options = f"-c listen_addresses='' -c unix_socket_directories='{server.socket_dir}' -c port={_PORT}"
    waits = ["-w", "-t", str(_START_SECONDS)]
    command: list[str | Path] = [folder / "pg_ctl", "start", *waits, "-D", server.data, "-l", server.log, "-o", options]
    with life_lock(server.folder / "server.lock", seconds=_ORPHAN_SECONDS) as lock:
        _forget_dead(server)
        if server.log.exists() and server.log.stat().st_size > _LARGEST_LOG:
            server.log.replace(server.log.with_suffix(".log.1"))
        before = server.log.stat().st_size if server.log.exists() else 0
        done = run_tool(command, seconds=_START_SECONDS + 30, inherits=[lock])
    if done.returncode != 0:
        said = _read_from(server.log, before) or done.stderr
        raise EmbeddedError(f"PostgreSQL did not start: {_last_words(said)} (log: {server.log})")


def _forget_dead(server: EmbeddedPostgres) -> None:
    """Removes the notes of a server that is dead but uncollected, or whose number another program has now.

    PostgreSQL would take either for a live server and refuse to start.
    """
    for note in (server.data / "postmaster.pid", server.socket_dir / f".s.PGSQL.{_PORT}.lock"):
        pid = pid_in(note)
        if pid and not is_alive(pid, _PROGRAM):
            note.unlink()


def _read_from(path: Path, offset: int) -> str:
    try:
        with path.open("rb") as log:
            log.seek(offset)
            return log.read(100_000).decode("utf-8", "replace")
    except OSError:
        return ""


def _last_words(said: str) -> str:
    """The line that names the cause, without its time stamp; the last one where none is marked as an error."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line] or lines[-1:]
    if not telling:
        return "it gave no reason."
    for mark in ("FATAL:", "PANIC:", "error:"):
        if mark in telling[0]:
            return telling[0].partition(mark)[2].strip().rstrip(".") + "."
    return telling[0]


def _provision(server: EmbeddedPostgres) -> None:
    """Makes roles and database if they are missing.

    `firebreak_owner` owns everything and runs DDL; `firebreak_app` serves, and may read and write whatever tables the
    owner makes (append-only tables take UPDATE and DELETE back). The superuser is for this machine's user only.
    """
    try:
        with server.connect("postgres") as connection:
            _make_roles(connection)
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if found:
            return
        # In the template, so that test databases inherit it as well.
        with server.connect("template1") as connection:
            _grant_what_comes(connection)
        with (
            server.connect("postgres") as connection,
            contextlib.suppress(psycopg.errors.DuplicateDatabase),
        ):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
    except psycopg.OperationalError as error:
        raise EmbeddedError(f"The embedded PostgreSQL does not answer: {error} (log: {server.log})") from error


def _make_roles(connection: psycopg.Connection) -> None:
    roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role, rights in ((OWNER, "CREATEDB"), (APP, "")):
        if role not in roles:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN {}").format(sql.Identifier(role), sql.SQL(rights)))


def _grant_what_comes(connection: psycopg.Connection) -> None:
    for right in (
        "SELECT, INSERT, UPDATE, DELETE ON TABLES",
        "USAGE, SELECT ON SEQUENCES",
        "USAGE ON SCHEMAS",
    ):
        connection.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}").format(
                sql.Identifier(OWNER), sql.SQL(right), sql.Identifier(APP)
            )
        )

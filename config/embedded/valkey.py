"""The embedded Valkey: the broker, the cache and the fan-out of live events, run like the embedded PostgreSQL."""

import contextlib
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.embedded.binaries import find_valkey
from config.embedded.folders import EmbeddedError, life_lock, locked, private_dir, socket_dir
from config.embedded.liveness import end, is_alive, pid_in

_PROGRAMS = ("valkey-server", "redis-server")
_APPEAR_SECONDS = 5
_ORPHAN_SECONDS = 20  # a child that rewrites the file may outlive a killed server
_LOAD_SECONDS = 120
_STOP_SECONDS = 30
_LARGEST_LOG = 10_000_000  # bytes; the log before this start is kept once


@dataclass(frozen=True)
class EmbeddedValkey:
    """The embedded Valkey of one folder, running or not."""

    var: Path

    @property
    def folder(self) -> Path:
        """Append-only file, log, process id and lock of the server."""
        return self.var.resolve() / "valkey"

    @property
    def log(self) -> Path:
        """What the server writes while it runs."""
        return self.folder / "server.log"

    @property
    def socket_path(self) -> Path:
        """The socket, in a directory for this user alone."""
        return socket_dir(self.var) / "valkey.sock"

    def url(self, db: int = 0) -> str:
        """Address for Celery's transport."""
        # kombu's own form: of a socket it takes the database's number from virtual_host, not from `db`.
        return f"redis+socket://{quote(str(self.socket_path))}?virtual_host={db}"

    def cache_url(self, db: int = 1) -> str:
        """Address for redis-py and Django's cache."""
        return f"unix://{quote(str(self.socket_path))}?db={db}"

    def pid(self) -> int | None:
        """Process id of the running server, or None."""
        pid = pid_in(self.folder / "server.pid")
        return pid if pid and any(is_alive(pid, program) for program in _PROGRAMS) else None

    def answers(self) -> bool:
        """Whether the server is there and has read its data."""
        client = redis.Redis(
            unix_socket_path=str(self.socket_path),
            socket_timeout=5,
            retry=Retry(NoBackoff(), 0),  # a socket that is not there is the answer
        )
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()


def ensure_broker(var: Path) -> EmbeddedValkey:
    """Starts the folder's server unless it runs. Every write is in its file within a second, each process may call it.

    Raises EmbeddedError.
    """
    server = EmbeddedValkey(var)
    if server.answers():
        return server
    private_dir(server.folder)
    private_dir(server.socket_path.parent)
    with locked(server.folder / "start.lock"):
        if server.answers():
            return server
        if server.pid() and not server.socket_path.exists():
            _end(server)  # somebody swept the socket away: nothing can reach this server any more
        if not _comes_up(server):
            _start(server)
            _wait(server)
    return server


def stop_broker(var: Path) -> None:
    """Ends the server after it has written everything to its file. Harmless if it doesn't run."""
    server = EmbeddedValkey(var)
    if not server.folder.exists():
        return
    with locked(server.folder / "start.lock"):
        _end(server)


def _end(server: EmbeddedValkey) -> None:
    pid = server.pid()
    if pid is None:
        return
    program = next(name for name in _PROGRAMS if is_alive(pid, name))
    if not end(pid, program, signal.SIGTERM, seconds=_STOP_SECONDS):
        raise EmbeddedError(f"Valkey (process {pid}) does not end; its log is {server.log}.")


def _start(server: EmbeddedValkey) -> None:
    options = {
        "port": "0",  # nothing listens on TCP
        "unixsocket": str(server.socket_path),
        "unixsocketperm": "700",
        "dir": str(server.folder),
        "appendonly": "yes",  # without it all is gone after kill -9
        "appendfsync": "everysec",
        "save": "",  # no snapshots beside it
        "maxmemory-policy": "noeviction",  # a broker that evicts loses tasks
        "pidfile": str(server.folder / "server.pid"),
        "logfile": str(server.log),
        "loglevel": "notice",
        "daemonize": "yes",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    with life_lock(server.folder / "server.lock", seconds=_ORPHAN_SECONDS) as lock:
        with contextlib.suppress(OSError):
            (server.folder / "server.pid").unlink()
        if server.log.exists() and server.log.stat().st_size > _LARGEST_LOG:
            server.log.replace(server.log.with_suffix(".log.1"))
        try:
            done = subprocess.run(  # noqa: S603  # a program found by us
                [find_valkey(), *words],
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=[lock],
                timeout=20,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EmbeddedError(f"Valkey did not start: {error}") from error
    if done.returncode != 0:
        raise EmbeddedError(f"Valkey did not start: {_last_line(done.stderr or done.stdout)}")


def _comes_up(server: EmbeddedValkey) -> bool:
    """Waits for a running server to answer; it reads its file first, about 100 MB a second. False when it is gone."""
    deadline = time.monotonic() + _LOAD_SECONDS
    while pid := server.pid():
        if server.answers():
            return True
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Valkey (process {pid}) runs but does not answer; its log is {server.log}.")
        time.sleep(0.02)
    return False


def _wait(server: EmbeddedValkey) -> None:
    """Until the new server answers: it writes down its number a moment after it has gone to the background."""
    deadline = time.monotonic() + _APPEAR_SECONDS
    while server.pid() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    if not _comes_up(server):
        said = server.log.read_text(encoding="utf-8", errors="replace") if server.log.exists() else ""
        raise EmbeddedError(f"Valkey did not start: {_last_line(said)} (log: {server.log})")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason."

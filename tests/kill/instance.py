"""A whole `manage.py run` in a folder of its own, its processes, and its database as a superuser sees it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import redis

from config import embedded

T = TypeVar("T")
PROJECT = Path(__file__).resolve().parent.parent.parent
# The tests' own settings speak through these, and the command must not hear them.
OF_TESTS = ("FIREBREAK_", "DJANGO_", "DATABASE_", "CELERY_")
QUICKEST = {
    "FIREBREAK_ALLOW_LOOPBACK": "1",
    "FIREBREAK_FEED_MIN_SECONDS": "2",
    "FIREBREAK_EVALUATE_SECONDS": "3",
    "FIREBREAK_SWEEP_SECONDS": "3",
    "FIREBREAK_API_RATE": "100000/min",
}
PROGRAMS = {"web": "listen", "worker": "worker", "beat": "beat", "stream": "stream"}
VICTIMS = (*PROGRAMS, "broker", "postgres")


class Instance:
    """Runs until `stop`. The world it watches lives elsewhere and is never killed."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = QUICKEST) -> None:
        self.var, self.log = folder / "var", folder / "log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        environ = {name: value for name, value in os.environ.items() if not name.startswith(OF_TESTS)}
        command = [sys.executable, "manage.py", "run", "--port", str(self.port), "--var", str(self.var)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env={**environ, **settings}, stdout=log, stderr=log, start_new_session=True
            )

    def ready(self) -> bool:
        """Pages answer, and the database, the broker and the beat are there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/status", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def pids(self, victim: str) -> list[int]:
        """The victim's processes, a worker's children among them. Empty while it is not there."""
        if victim in PROGRAMS:
            mine = children(self.process.pid)
            heads = [pid for pid in mine if PROGRAMS[victim] in _command(pid)]
            return [*heads, *(below for head in heads for below in children(head))]
        status = embedded.running(self.var)
        pid = status.postgres_pid if victim == "postgres" else status.broker_pid
        return [pid] if pid else []

    def kill(self, victim: str) -> bool:
        """kill -9, all its processes at once. False where it was not there."""
        pids = self.pids(victim)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)

    def sql(self, statement: str, values: Any = None) -> list[tuple[Any, ...]]:
        """Rows, read by the superuser in a transaction of its own; none while the database is away."""
        try:
            with embedded.locate(self.var).postgres.connect() as connection:
                cursor = connection.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        except psycopg.OperationalError:
            return []

    @contextmanager
    def holding(self, table: str) -> Iterator[Callable[[], bool]]:
        """Holds the rows of a table against whoever wants to change them; yields whether somebody waits."""
        try:
            with embedded.locate(self.var).postgres.connect() as holder:
                holder.execute("BEGIN")
                holder.execute(f"SELECT 1 FROM {table} FOR NO KEY UPDATE")
                waiting = f"SELECT 1 FROM pg_stat_activity WHERE {holder.info.backend_pid} = ANY(pg_blocking_pids(pid))"
                yield lambda: bool(self.sql(waiting))
        except psycopg.OperationalError:
            yield lambda: False

    def time_passes(self) -> None:
        """As if ten minutes had gone by: leases of the dead run out, waits are over, unacknowledged jobs come back."""
        self.sql("UPDATE feeds_feed SET lease_until = now() - interval '1 second' WHERE lease_until > now()")
        self.sql("UPDATE feeds_feed SET next_fetch_at = now() WHERE next_fetch_at > now()")
        for (schema,) in self.sql("SELECT schema_name FROM accounts_agency WHERE status = 'active'"):
            table = f'"{schema}".notifications_delivery'
            self.sql(f"UPDATE {table} SET lease_until = now() - interval '1 second' WHERE lease_until > now()")
            self.sql(f"UPDATE {table} SET next_try_at = now() WHERE status = 'failed'")
        with suppress(redis.RedisError):
            broker = redis.Redis.from_url(_redis_url(embedded.locate(self.var).broker_url))
            waiting = {job: 0 for job, _ in broker.zscan_iter("unacked_index")}
            if waiting:
                broker.zadd("unacked_index", waiting)

    def stop(self) -> int:
        """Ctrl-C; the exit code. Harmless if repeated."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(90)
        embedded.stop(self.var)
        return code

    def tail(self, lines: int = 60) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def children(parent: int) -> list[int]:
    """The processes started by this one that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                rest = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                if int(rest[1]) == parent and rest[0] not in "ZX":
                    found.append(int(entry.name))
    return found


def _command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []


def _redis_url(url: str) -> str:
    return url.replace("redis+socket://", "unix://").partition("?")[0]


def wait_for(what: str, ask: Callable[[], T | None], *, seconds: float, every: float = 0.1) -> T:
    """Asks until there is an answer. Raises TimeoutError that says what did not come."""
    end = time.monotonic() + seconds
    while True:
        found = ask()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come within {seconds:.0f} s")
        time.sleep(every)

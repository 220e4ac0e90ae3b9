"""The one-machine database and broker: PostgreSQL and Valkey, run from their wheels in the `var/` folder.

Both are reached by a unix socket only, outlive the command that started them, and are shared by every process
that names the same folder. `locate` has no side effects, so settings may call it at import.
"""

from dataclasses import dataclass
from pathlib import Path

from config.embedded.folders import EmbeddedError
from config.embedded.postgres import APP, OWNER, EmbeddedPostgres, ensure_postgres, stop_postgres
from config.embedded.valkey import EmbeddedValkey, ensure_broker, stop_broker

__all__ = [
    "APP",
    "OWNER",
    "EmbeddedError",
    "EmbeddedPostgres",
    "EmbeddedValkey",
    "Servers",
    "Status",
    "ensure_broker",
    "ensure_postgres",
    "locate",
    "running",
    "stop",
    "stop_broker",
    "stop_postgres",
]


@dataclass(frozen=True)
class Servers:
    """Both servers of one folder, whether they run or not."""

    postgres: EmbeddedPostgres
    broker: EmbeddedValkey

    @property
    def app_url(self) -> str:
        """The database as the serving role sees it."""
        return self.postgres.url(user=APP)

    @property
    def owner_url(self) -> str:
        """The database as its owner, who runs migrations and makes agencies."""
        return self.postgres.url(user=OWNER)

    @property
    def broker_url(self) -> str:
        """Celery's broker."""
        return self.broker.url()

    @property
    def cache_url(self) -> str:
        """Django's cache and the fan-out of live events, in a database of their own."""
        return self.broker.cache_url()


@dataclass(frozen=True)
class Status:
    """Process ids of what runs now; None is what does not."""

    postgres_pid: int | None
    broker_pid: int | None


def locate(var: Path) -> Servers:
    """The addresses the servers of this folder have or would have; starts and creates nothing."""
    return Servers(EmbeddedPostgres(var), EmbeddedValkey(var))


def running(var: Path) -> Status:
    """What runs in this folder now. A dead process that nobody has collected (a zombie) does not count."""
    servers = locate(var)
    return Status(servers.postgres.pid(), servers.broker.pid())


def stop(var: Path) -> None:
    """Stops both servers and waits for them; nothing acknowledged is lost. Harmless if nothing runs.

    Raises EmbeddedError if one does not end within a minute.
    """
    stop_broker(var)
    stop_postgres(var)

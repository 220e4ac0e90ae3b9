"""django-tenants' engine, whose sessions are set by SQL and must really be sessions."""

import threading
from typing import Any, ClassVar

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper
from psycopg import sql

_WAIT_SECONDS = 2.0
_POOLED_BY_TRANSACTION = (
    "DATABASE_URL leads to a proxy that hands out a connection for each transaction. Firebreak chooses the agency for a "
    "whole session, so reads would come from another agency's schema. Set the proxy to session pooling (PgBouncer: "
    "pool_mode = session) or connect to PostgreSQL itself."
)


class DatabaseWrapper(TenantWrapper):  # type: ignore[misc]  # the package ships no types
    """Sets OPTIONS["session"] after connecting, and refuses a proxy that pools by transaction."""

    _proved: ClassVar[set[str]] = set()
    _proving = threading.Lock()

    def get_connection_params(self) -> dict[str, Any]:
        """What psycopg connects with: the session's settings are not among it."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("session", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection. Raises ImproperlyConfigured behind a proxy that pools by transaction (asked once a process)."""
        # The embedded server's socket, which nobody but us can put a proxy behind.
        own = str(settings.EMBEDDED.postgres.socket_dir)
        if conn_params.get("host") != own:
            prove_session(conn_params, known=self._proved, lock=self._proving)
        return super().get_new_connection(conn_params)

    def _configure_connection(self, connection: Any) -> bool:
        """Called once for each new connection, by the pool or without one. Whether a commit is due."""
        wanted = self.settings_dict["OPTIONS"].get("session") or {}
        if wanted:
            pairs = [sql.SQL("set_config({}, {}, false)").format(name, value) for name, value in wanted.items()]
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("SELECT ") + sql.SQL(", ").join(pairs))
        return bool(super()._configure_connection(connection) or wanted)


def prove_session(conn_params: dict[str, Any], *, known: set[str], lock: threading.Lock) -> None:
    """Proves once that a connection keeps its server process from one transaction to the next.

    While a second connection holds a transaction open, the first asks again who serves it: a proxy that pools by
    transaction has given its server process to the second. A socket is asked like any address: proxies have them, too.
    """
    host = str(conn_params.get("host", ""))
    where = f"{host}:{conn_params.get('port', '')}/{conn_params.get('dbname', '')}"
    if where in known:
        return
    with lock:
        if where in known:
            return
        if not _keeps_its_server(conn_params):
            raise ImproperlyConfigured(_POOLED_BY_TRANSACTION)
        known.add(where)


def _keeps_its_server(conn_params: dict[str, Any]) -> bool:
    plain = {key: value for key, value in conn_params.items() if key not in {"cursor_factory", "context"}}
    with psycopg.connect(**plain, autocommit=True) as first, psycopg.connect(**plain) as second:
        before = _server_of(first)
        _server_of(second)  # its transaction stays open
        # A pool of one server would let the first wait for the second until somebody gives up.
        patience = threading.Timer(_WAIT_SECONDS, second.close)
        patience.start()
        try:
            kept = all(_server_of(first) == before for _ in range(3))  # once may be chance
        finally:
            patience.cancel()
        return kept and not second.closed


def _server_of(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    assert row is not None
    return int(row[0])

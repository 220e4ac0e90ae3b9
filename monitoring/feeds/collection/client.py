"""The one client that may fetch for feeds, and waiting for it without holding a database connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.db import connection

from accounts.outside.http import GuardedClient, Limits

_LIMITS = Limits()


def guarded_client(patience: float = _LIMITS.total) -> GuardedClient:
    """The process's client for feeds; `patience` is the seconds a request may take. Loopback only where the operator allows it."""
    return _client(settings.ALLOW_LOOPBACK_FEEDS, patience)


def contact() -> str:
    """Where services that ask for it find who runs this installation: it tells them where people log in, so only they are told."""
    return str(settings.PLATFORM_ORIGIN)


@cache
def _client(loopback: bool, patience: float) -> GuardedClient:
    return GuardedClient(allow_loopback=loopback, limits=Limits(total=patience, read=min(_LIMITS.read, patience)))


@contextmanager
def without_connection() -> Iterator[None]:
    """While something outside is waited for, the database connection is given back; the next query takes one again.

    Inside a transaction it is kept: there the caller decides.
    """
    if not connection.in_atomic_block:
        connection.close()
    yield

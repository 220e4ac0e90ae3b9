"""Which errors say that something every page needs is away or overloaded, not that we are wrong."""

import kombu.exceptions
import redis
from django.db import InterfaceError, OperationalError

from accounts.errors import Unavailable

RETRY_SECONDS = 10
# SQLSTATE classes of an overloaded server: a statement or a lock took too long, too many connections, two in each other's way.
_BUSY = ("57014", "55P03", "53", "40")


def outage(error: BaseException | None) -> Unavailable | None:
    """The refusal a person gets, or None where the error is no outage. Looks at what Django's own errors were raised from, too."""
    if isinstance(error, Unavailable):
        return error
    # A pool with none to give is one, too: psycopg's PoolTimeout, as Django passes it on.
    if isinstance(error, OperationalError | InterfaceError):
        state = str(getattr(error.__cause__, "sqlstate", None) or "")
        if state.startswith(_BUSY):
            return Unavailable("Firebreak is very busy, so this was not done. Try again in a moment.", code="busy")
        return Unavailable("The database isn't responding. Everything saved is safe; only this last step was not done.")
    if isinstance(error, redis.ConnectionError | redis.TimeoutError | kombu.exceptions.OperationalError):
        return Unavailable(
            "A service that pages need isn't responding. Everything saved is safe; only this last step was not done."
        )
    return None

"""Who acts in this request, and how: from which address, and by which API key."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from accounts.models import ApiKey, Membership

# Context variables, not thread locals: under ASGI one request's synchronous parts run in different threads.
_ASKED_FROM: ContextVar[str | None] = ContextVar("asked_from", default=None)
_KEY: ContextVar[ApiKey | None] = ContextVar("acting_key", default=None)


@contextmanager
def asked_from(ip: str | None) -> Iterator[None]:
    """While a request is answered, its address stands in every entry; the key that is found on the way ends with it."""
    address, key = _ASKED_FROM.set(ip), _KEY.set(None)
    try:
        yield
    finally:
        # A thread serves the next request, too, which would be logged with this one's address and key.
        _ASKED_FROM.reset(address)
        _KEY.reset(key)


def asked_where() -> str | None:
    """The address of the request that is being answered; None outside of one, and where it has none (a socket's)."""
    return _ASKED_FROM.get()


def asked_with(key: ApiKey) -> None:
    """Until the request is answered, what its member does is done by this key."""
    _KEY.set(key)


def acting_key(user_id: int | None) -> ApiKey | None:
    """The key by which this person acts now; None where they act themselves."""
    # A record may name somebody else in the same request (who was invited): the key is its own member's only.
    key = _KEY.get()
    return key if key is not None and key.member.user_id == user_id else None


def acting_label(member: Membership) -> str:
    """How a record calls whoever acts: a machine is never taken for the person it acts for."""
    return str(member.user) + by_which_key(member.user_id)


def by_which_key(user_id: int | None) -> str:
    """What a record adds to a person's name: " (by the key “…”)", " (by the application “…”)", or nothing where they act themselves."""
    key = acting_key(user_id)
    if key is None:
        return ""
    return f" (by the {'key' if key.application_id is None else 'application'} “{key.name}”)"

"""The access log: who got in, and every change of power."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import AccessLog, Agency, Membership, User

_ASKED_FROM: ContextVar[str | None] = ContextVar("asked_from", default=None)


@contextmanager
def asked_from(ip: str | None) -> Iterator[None]:
    """While a request is answered, its address stands in every entry."""
    token = _ASKED_FROM.set(ip)
    try:
        yield
    finally:
        _ASKED_FROM.reset(token)


def asked_where() -> str | None:
    """The address of the request that is being answered; None outside of one, and where it has none (a socket's)."""
    return _ASKED_FROM.get()


def log_person(action: str, *, address: str, actor: User | None = None, ip: str | None = None) -> None:
    """An entry about how somebody gets in, in each agency they have a place in; for the platform alone where there is none."""
    places = Membership.objects.select_related("agency").filter(user__email__iexact=address, status="active")
    concerned: list[Agency | None] = [place.agency for place in places]
    for agency in concerned or [None]:
        log(action, agency=agency, actor=actor, subject=address, ip=ip)


def log(
    action: str,
    *,
    agency: Agency | None,
    actor: User | None,
    subject: str = "",
    detail: dict[str, Any] | None = None,
    ip: str | None = None,
    at: datetime | None = None,
) -> AccessLog:
    """Writes one entry, in the caller's transaction: what it tells of and the entry stand or fall together."""
    return AccessLog.objects.create(
        agency=agency,
        at=at or timezone.now(),
        actor=actor,
        actor_label=f"{actor.name} <{actor.email}>" if actor else "Firebreak",
        action=action,
        subject=subject[:200],
        detail=detail or {},
        ip=ip or asked_where(),
    )

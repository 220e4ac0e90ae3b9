"""The access log: who got in, and every change of power."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts import hooks
from accounts.models import AccessLog, Agency, Membership, User
from accounts.services.acting import asked_where, by_which_key


def log_person(action: str, *, address: str, actor: User | None = None, ip: str | None = None) -> None:
    """An entry about how somebody gets in, in each agency they have a place in; for the platform alone where there is none."""
    # An agency reads of its own people: who was put out there fails to log in at other agencies only.
    places = Membership.objects.select_related("agency").filter(user__email__iexact=address, status="active")
    for place in places:
        log(action, agency=place.agency, actor=actor, subject=address, ip=ip, about=place.user_id)
    if not places:
        log(action, agency=None, actor=actor, subject=address, ip=ip)


def log(
    action: str,
    *,
    agency: Agency | None,
    actor: User | None,
    subject: str = "",
    detail: Mapping[str, object] | None = None,
    ip: str | None = None,
    at: datetime | None = None,
    about: object = "",
    brand: UUID | None = None,
) -> AccessLog:
    """Writes one entry, in the caller's transaction: what it tells of and the entry stand or fall together.

    An agency's entry is an event of that agency, too: `about` is the id of what it tells of, `brand` where it is a brand's.
    """
    entry = AccessLog.objects.create(
        agency=agency,
        at=at or timezone.now(),
        actor=actor,
        # Words, not the person's row: who is renamed later is called here as they were then.
        actor_label=_called(actor)[:200] if actor else "Firebreak",
        action=action,
        subject=subject[:200],  # the column's length: a long address must not undo the act it tells of
        detail=detail or {},
        ip=ip or asked_where(),  # the request's, where the act itself knows no address
    )
    if agency is not None:
        hooks.audit.answer.logged(entry, about=str(about), brand=brand)
    return entry


def _called(actor: User) -> str:
    address = "" if actor.is_machine else f" <{actor.email}>"  # …@machines.invalid tells a reader nothing
    return f"{actor.name}{address}{by_which_key(actor.pk)}"

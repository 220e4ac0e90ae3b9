"""What webhooks are told: an event and what it is about, in the API's shapes, as they are when it is sent."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from accounts import hooks
from accounts.events.models import Event
from accounts.models import Membership
from accounts.notifications.channels import ChannelError, webhook
from accounts.roles import EVERY_BRAND
from accounts.tenancy import current_agency

logger = logging.getLogger(__name__)


def bodies(events: Iterable[Event]) -> dict[UUID, str | ChannelError]:
    """By the event's id, or why there is none now. However many webhooks are told of an event, it is composed once.

    Nothing of it is stored with a delivery: what was erased since is sent to nobody.
    """
    rows, eyes = {one.pk: one for one in events}, _eyes()
    if eyes is None:  # an agency whose last head was deactivated: nobody sees for it, and it is asked again
        return dict.fromkeys(rows, ChannelError("Nobody in the agency may read its events."))
    said = _shown("event", [str(pk) for pk in rows], eyes)
    subjects = defaultdict[str, set[str]](set)
    for one in rows.values():
        subjects[one.subject_kind].add(one.subject_id)
    about = {kind: _shown(kind, ids, eyes) for kind, ids in subjects.items()}
    return {pk: _body(one, said, about[one.subject_kind]) for pk, one in rows.items()}


def _body(
    event: Event, said: dict[str, Any] | ChannelError, about: dict[str, Any] | ChannelError
) -> str | ChannelError:
    for part in (said, about):
        if isinstance(part, ChannelError):
            return part
    assert isinstance(said, dict) and isinstance(about, dict)
    data = {**said[str(event.pk)], "object": about.get(event.subject_id)}
    return webhook.body({"type": event.action, "timestamp": event.at.isoformat(), "data": data})


def _shown(kind: str, ids: Collection[str], eyes: Membership) -> dict[str, Any] | ChannelError:
    try:
        return hooks.shapes.answer.shown(kind, ids, eyes)
    except Exception:  # one row that can't be shown must not keep all that happens from everybody, for ever
        logger.exception("what webhooks are told about: no %s could be shown", kind)
        return ChannelError("What it is about could not be shown; the server's log says why.")


def _eyes() -> Membership | None:
    """By whose eyes the agency's own systems see: anybody's who is on every brand; the filters of the webhook did the rest."""
    member: Membership | None = (
        Membership.objects.select_related("user", "agency")
        .filter(agency_id=current_agency().pk, role__in=EVERY_BRAND, status="active", user__is_active=True)
        .order_by("pk")
        .first()
    )
    return member

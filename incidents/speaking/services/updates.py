"""Telling the client how it goes, and keeping the promise of the next word."""

from datetime import datetime

from django.db import transaction

from accounts.cleaning import clean_text
from accounts.errors import Conflict, Invalid
from accounts.events.models import Event
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import Incident, StatusUpdate
from incidents.services import access, clocks, command, people, telling, timeline
from incidents.services.row_digests import naming

MOST = 5_000


@transaction.atomic
def send_update(
    *, member: Membership, incident: Incident, audience: str, text: str, next_due_at: datetime | None, now: datetime
) -> StatusUpdate:
    """Sends an update and promises the next for `next_due_at` (None: no further promise).

    The client reads it, by mail and in their room: the incident must be released to them. In a drill it is kept for the
    after-action look, and reaches nobody outside. Raises Invalid by field (`no_public_page` for the public), Conflict
    (`not_released`, `wrong_state`).
    """
    require(member, "updates.send")
    timeline.check_audience("audience", audience)
    text = clean_text("text", text, most=MOST)
    _check_promise(next_due_at, now)
    incident = access.lock_writable(member, incident)
    _refuse(incident, audience, text, now)
    late = incident.next_update_due_at is not None and now > incident.next_update_due_at
    update = StatusUpdate.objects.create(
        incident=incident,
        audience=audience,
        text=text,
        sent_by_id=member.user_id,
        sent_at=now,
        next_due_at=next_due_at,
    )
    incident.next_update_due_at = next_due_at
    incident.save(update_fields=["next_update_due_at"])
    fact = timeline.Fact(
        "update_sent",
        {"update": update.pk, "audience": audience, "text": text, "next_due_at": next_due_at, "late": late}
        | ({"drill": True} if incident.is_drill else {})
        | naming([update]),
        "internal" if incident.is_drill else audience,
    )
    entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
    _tell_clients(incident, update, now, of=entry.event)
    return update


@transaction.atomic
def release_and_send(
    *, member: Membership, incident: Incident, text: str, next_due_at: datetime | None, now: datetime
) -> StatusUpdate:
    """Lets the client see the incident and sends them its first update: both, or neither where one is refused."""
    command.release_incident(member=member, incident=incident, now=now)
    return send_update(member=member, incident=incident, audience="client", text=text, next_due_at=next_due_at, now=now)


def suggested_promise(*, incident: Incident, now: datetime) -> datetime:
    """When the next update is due by the brand's target for this severity, counted from now."""
    return clocks.due(incident.brand, "update", incident.severity, now)


def _refuse(incident: Incident, audience: str, text: str, now: datetime) -> None:
    if incident.status in ("triage", "dismissed", "closed"):
        raise Conflict(
            f"This incident is {incident.status}; nobody waits for an update.",
            code="wrong_state",
            data={"current": incident.status},
        )
    if not incident.is_drill and incident.released_to_client_at is None:
        raise Conflict("Release the incident to the client first.", code="not_released")
    twice = StatusUpdate.objects.filter(
        incident=incident, audience=audience, text=text, sent_at__gt=now - timeline.DOUBLE_TAP
    )
    # A second tap would mail the client the same words twice.
    if twice.exists():
        raise Conflict("This update was sent a moment ago.", code="already_sent")


def _check_promise(next_due_at: datetime | None, now: datetime) -> None:
    if next_due_at is None:
        return
    if next_due_at.tzinfo is None:  # Python compares it with no aware one
        raise Invalid.field("next_due_at", "Include the time zone.", code="no_zone")
    if next_due_at <= now:
        raise Invalid.field("next_due_at", "Promise a time that is still to come.", code="in_the_past")


def _tell_clients(incident: Incident, update: StatusUpdate, now: datetime, *, of: Event) -> None:
    clients = people.clients(people.on_brand(incident.brand_id))
    title = f"Update on {incident.title}"
    about = telling.News("incident", title, update.text, f"update:{update.pk}", for_clients=True)
    telling.tell(incident, clients, about, now, of=of)

"""Handing events to the agency's own systems: each to each that wants it, once, in the order of the record."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts import hooks
from accounts.encryption import decrypt
from accounts.events.catalogue import matching
from accounts.events.models import Event
from accounts.models import Membership
from accounts.notifications.channels import Answer, ChannelError, webhook
from accounts.notifications.models import Delivery, WebhookEndpoint
from accounts.notifications.services.notifying import notify, owners_and_admins, ring
from accounts.roles import EVERY_BRAND
from accounts.services.access_log import log
from accounts.tenancy import current_agency

# Deliveries of events have ids made of what they tell to whom, so that a repeat is the same row.
_EVENTS = UUID("6d1c3f1e-8b0f-4b52-9a35-2f6d3c9d7f11")
MOST = 500  # events read in one transaction
PAUSE = timedelta(hours=1)
GIVE_UP = timedelta(days=5)  # without one success


class Held(Exception):
    """The webhook is paused or disabled: what is for it waits, and was not tried."""


def working() -> QuerySet[WebhookEndpoint]:
    """Webhooks that are told of what happens now."""
    webhooks: QuerySet[WebhookEndpoint] = WebhookEndpoint.objects.filter(
        is_active=True, paused_at=None, disabled_at=None
    )
    return webhooks


def head() -> int:
    """The place of the newest event that has one; 0 before the first."""
    return int(Event.objects.aggregate(newest=Max("position"))["newest"] or 0)


def hand_out() -> int:
    """Makes the deliveries of all events that working webhooks were not handed yet; returns how many. Harmless if repeated."""
    newest, made = head(), 0
    for pk in working().filter(position__lt=newest).order_by("created_at").values_list("pk", flat=True):
        more = True
        while more:
            count, more = _hand_some(pk)
            made += count
    return made


@transaction.atomic
def _hand_some(endpoint_id: UUID) -> tuple[int, bool]:
    """The next events of one webhook, and whether there may be more. Its place moves in the transaction that writes the deliveries."""
    endpoint = working().select_for_update(no_key=True).filter(pk=endpoint_id).first()
    if endpoint is None:
        return 0, False
    events = list(Event.objects.filter(position__gt=endpoint.position).order_by("position")[:MOST])
    if not events:
        return 0, False
    now, chosen = timezone.now(), named(endpoint.actions)
    rows = [_delivery(endpoint, one, now) for one in events if wants(endpoint, one, chosen)]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    WebhookEndpoint.objects.filter(pk=endpoint_id).update(position=events[-1].position)
    ring(rows)
    return len(rows), len(events) == MOST


def _delivery(endpoint: WebhookEndpoint, event: Event, now: datetime) -> Delivery:
    return Delivery(
        pk=uuid5(_EVENTS, f"{endpoint.pk}:{event.pk}"), channel="webhook", target=str(endpoint.pk), event=event,
        next_try_at=now, created_at=now,
    )  # fmt: skip


def wants(endpoint: WebhookEndpoint, event: Event, chosen: set[str]) -> bool:
    """Whether the webhook asks for it; `chosen`: the kinds it names. Changes of power go only where they are named, drills only
    where they are asked for."""
    if event.drill and not endpoint.drills:
        return False
    if endpoint.brands and str(event.brand_id) not in endpoint.brands:
        return False
    if endpoint.severity is not None and event.severity is not None and event.severity > endpoint.severity:
        return False
    if not endpoint.actions:
        return event.visibility != "owners"
    return event.action in chosen


def named(patterns: Iterable[str]) -> set[str]:
    """The kinds of events that these patterns name."""
    return {one.name for pattern in patterns for one in matching(pattern)}


def send(row: Delivery, now: datetime) -> Answer:
    """Sends one delivery to its webhook. Raises ChannelError, and Held while the webhook is paused or disabled."""
    endpoint = WebhookEndpoint.objects.filter(pk=row.target, is_active=True).first()
    if endpoint is None:
        raise ChannelError("This webhook was removed or switched off.", permanent=True)
    if row.event_id is not None and (endpoint.paused_at or endpoint.disabled_at):
        raise Held
    return webhook.send(
        url=endpoint.url,
        secrets=secrets_of(endpoint, now),
        message_id=f"msg_{row.pk.hex}",
        at=now,
        payload=body_of(row),
    )


def secrets_of(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """What messages are signed with: the newest secret, and while a receiver may know the one before, that too."""
    sealed = [endpoint.sealed_secret]
    if endpoint.sealed_before and endpoint.before_until is not None and now < endpoint.before_until:
        sealed.append(endpoint.sealed_before)
    return [str(decrypt(one)) for one in sealed]


def body_of(row: Delivery) -> dict[str, Any]:
    """What a delivery says: the event and what it is about, in the API's shapes, as they are when it is sent.

    Nothing of it is stored with the delivery: what was erased since is sent to nobody.
    """
    if row.event is None:
        return dict(row.payload)
    event, eyes = row.event, _eyes()
    if eyes is None:  # an agency whose last head was deactivated: nobody sees for it, and it is asked again
        raise ChannelError("Nobody in the agency may read its events.")
    shown = hooks.shapes.answer.shown
    said = shown("event", [str(event.pk)], eyes)[str(event.pk)]
    about = shown(event.subject_kind, [event.subject_id], eyes).get(event.subject_id)
    return {"type": event.action, "timestamp": event.at.isoformat(), "data": {**said, "object": about}}


def _eyes() -> Membership | None:
    """By whose eyes the agency's own systems see: anybody's who is on every brand; the filters of the webhook did the rest."""
    member: Membership | None = (
        Membership.objects.select_related("user", "agency")
        .filter(agency_id=current_agency().pk, role__in=EVERY_BRAND, status="active", user__is_active=True)
        .order_by("pk")
        .first()
    )
    return member


def went_well(endpoint_id: str, now: datetime) -> None:
    """A message got through."""
    WebhookEndpoint.objects.filter(pk=endpoint_id).update(last_ok_at=now, failing_since=None, last_error="")


def went_wrong(endpoint_id: str, sentence: str, now: datetime) -> None:
    """A message did not get through. Days of nothing else disable the webhook, and its owners are told, once."""
    rows = WebhookEndpoint.objects.filter(pk=endpoint_id)
    rows.filter(failing_since=None).update(failing_since=now)
    rows.update(last_error=sentence[:500])
    if not rows.filter(is_active=True, disabled_at=None, failing_since__lte=now - GIVE_UP).update(disabled_at=now):
        return
    row = rows.get()
    log("webhook.disabled", agency=current_agency(), actor=None, subject=urlsplit(row.url).netloc, about=row.pk)
    notify(
        owners_and_admins(),
        of=Event.objects.filter(action="webhook.disabled", subject_id=str(row.pk)).latest("at"),
        brand=None,
        kind="webhook",
        title=f"The webhook to {urlsplit(row.url).netloc} was disabled",
        body=f"Nothing got through for {GIVE_UP.days} days. The last answer: {sentence}\n"
        "What happens meanwhile waits: reactivate it, and all of it is sent.",
        path=f"/settings/webhooks/{row.pk}/",
        now=now,
    )

"""Handing events to the agency's own systems: each to each that wants it, once, in the order of the record."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.delivery import enqueue
from accounts.encryption import decrypt
from accounts.events.catalogue import matching
from accounts.events.models import Event
from accounts.notifications.models import Delivery, WebhookEndpoint

# Deliveries of events have ids made of what they tell to whom, so that a repeat is the same row.
_EVENTS = UUID("6d1c3f1e-8b0f-4b52-9a35-2f6d3c9d7f11")
MOST = 200  # events read in one transaction
SEND = "accounts.notifications.jobs.send_to_webhooks"


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
    newest, made, more = head(), 0, True
    while more:
        count, more = _hand_some(newest)
        made += count
    return made


@transaction.atomic
def _hand_some(newest: int) -> tuple[int, bool]:
    """The next events of the webhooks that are furthest along, and whether there may be more.

    Those that stand together are handed the same events in one step; one that was paused for weeks comes after them. Their
    places move in the transaction that writes the deliveries.
    """
    behind = list(working().select_for_update(no_key=True).filter(position__lt=newest).order_by("pk"))
    if not behind:
        return 0, False
    start = max(one.position for one in behind) - MOST
    group = [one for one in behind if one.position >= start]
    first = min(one.position for one in group)
    events = list(Event.objects.filter(position__gt=first).order_by("position")[:MOST])
    if not events:
        return 0, False
    now, rows = timezone.now(), list[Delivery]()
    for endpoint in group:
        chosen = named(endpoint.actions)
        rows += [
            _delivery(endpoint, one, now)
            for one in events
            if (one.position or 0) > endpoint.position and wants(endpoint, one, chosen)
        ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    last = events[-1].position
    working().filter(pk__in=[one.pk for one in group], position__lt=last).update(position=last)
    told = {row.target for row in rows}
    for failing in {one.failing_since is not None for one in group if str(one.pk) in told}:
        ring(failing=failing)
    return len(rows), True


def _delivery(endpoint: WebhookEndpoint, event: Event, now: datetime) -> Delivery:
    return Delivery(
        pk=uuid5(_EVENTS, f"{endpoint.pk}:{event.pk}"), channel="webhook", target=str(endpoint.pk), event=event,
        # Due since it happened: what happened first is sent first, to whichever webhook.
        next_try_at=min(event.at, now), created_at=now,
    )  # fmt: skip


def ring(*, failing: bool) -> None:
    """After the commit: what waits is sent. Webhooks that fail are told by themselves, so that they hold up no other."""
    enqueue(SEND, int(failing))


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


def secrets_of(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """What messages are signed with: the newest secret, and while a receiver may know the one before, that too."""
    sealed = [endpoint.sealed_secret]
    if endpoint.sealed_before and endpoint.before_until is not None and now < endpoint.before_until:
        sealed.append(endpoint.sealed_before)
    return [str(decrypt(one)) for one in sealed]

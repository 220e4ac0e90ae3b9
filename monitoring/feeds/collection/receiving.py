"""What is sent to us: admitted and stored while the sender waits, taken by a job afterwards, in the order it came."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from uuid_utils.compat import uuid7

from accounts.delivery import enqueue
from accounts.outside.failures import AuthExpired, Failure, Forbidden
from accounts.outside.plaintext import clean
from monitoring.feeds.collection import credentials
from monitoring.feeds.collection.client import guarded_client
from monitoring.feeds.collection.collecting import Collected, receive
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Admitted, Context, Delivery, Pushed
from monitoring.feeds.models import Feed, HubSubscription, Received, ReceivingAddress

TAKE = "monitoring.feeds.jobs.take_received"
TRIES = 5
KEPT = timedelta(days=7)  # senders repeat for three days at most
_AT_ONCE = 200  # of one feed in one job
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the sender hears: `refusal` a sentence, with the status it stands for; `answer` what it waits for."""

    status: int = 202
    refusal: str = ""
    answer: Mapping[str, str] | None = None


REFUSED = "This was not sent by whoever has the secret of this address, or not within the last 5 minutes."


def take_in(address: ReceivingAddress, delivery: Delivery, now: datetime) -> Reply:
    """Stores a delivery that is its sender's; a job does the rest. Public schema. What was sent before changes nothing.

    Once this has answered, nothing is lost; where it raises, nothing was stored.
    """
    feed = address.feed
    connector = registry.get(feed.platform)
    if not isinstance(connector, Pushed):
        return Reply(status=410, refusal="Nothing can be sent here any more.")
    try:
        secrets, former = credentials.opened(feed), credentials.former(feed, now)
        context = Context(guarded_client(), now, secrets, former=former)
        admitted = connector.admit(context, feed.config, delivery)
    except Failure as error:
        _count(address, now, refusal=error.sentence)
        # Whether secret, signature or time is wrong, only whoever keeps the source is told.
        unknown = isinstance(error, Forbidden | AuthExpired)
        return Reply(status=401, refusal=REFUSED) if unknown else Reply(status=400, refusal=error.sentence)
    with transaction.atomic():
        _count(address, now)
        if admitted.keep:
            store(feed, admitted, delivery, now)
        else:
            # Nothing but that somebody is there: the feed is no longer one that nothing has come from.
            Feed.objects.filter(pk=feed.pk).update(last_success_at=now)
    return Reply(status=200 if admitted.answer else 202, answer=admitted.answer)


def store(feed: Feed, admitted: Admitted, delivery: Delivery, now: datetime) -> None:
    """What was admitted, for a job that reads it; once, however often it comes. In the caller's transaction."""
    pk = uuid7()
    name = clean(admitted.name, _LONGEST_NAME) or str(pk)
    kept = {"headers": dict(admitted.headers), "body": delivery.body, "received_at": now}
    row = Received(pk=pk, feed=feed, name=name, **kept)
    # A repeat finds its first: nothing is written, and no error undoes the transaction.
    Received.objects.bulk_create([row], ignore_conflicts=True)
    enqueue(TAKE, str(feed.pk))


def _count(address: ReceivingAddress, now: datetime, *, refusal: str = "") -> None:
    changes: dict[str, Any] = {"received": F("received") + 1, "received_at": now}
    if refusal:
        changes = {"refused": F("refused") + 1, "refused_at": now, "refusal": clean(refusal, 300)}
    ReceivingAddress.objects.filter(pk=address.pk).update(**changes)


def waiting_feeds(now: datetime) -> list[UUID]:
    """Feeds with deliveries that no job has taken: its message was lost, or somebody held the feed. Public schema."""
    waiting = Received.objects.filter(taken_at=None, tries__lt=TRIES, received_at__lt=now - timedelta(seconds=2))
    return list(waiting.values_list("feed_id", flat=True).distinct())


def take_received(feed_id: UUID, now: datetime) -> set[UUID]:
    """Takes what waits of a feed, the oldest first; returns the agencies that got some. Public schema. Safe to repeat.

    Where somebody holds the feed the rest waits. One that fails on our side is tried a few times, and keeps no other waiting.
    """
    agencies: set[UUID] = set()
    began, last = time.monotonic(), None
    for _ in range(_AT_ONCE):
        rows = Received.objects.filter(feed_id=feed_id, taken_at=None, tries__lt=TRIES).order_by("pk")
        row = (rows.filter(pk__gt=last) if last else rows).first()
        if row is None:
            break
        last = row.pk
        # Before it is tried: a delivery that ends the process counts as well.
        Received.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        delivery = Delivery(headers=row.headers, body=bytes(row.body), at=row.received_at)
        at = now + timedelta(seconds=time.monotonic() - began)  # leases of a long row of them begin when each is read
        collected = receive(feed_id, delivery, at)
        if collected.stale:
            Received.objects.filter(pk=row.pk).update(tries=F("tries") - 1)
            break
        _taken(row, collected, at)
        agencies |= collected.agencies
    return agencies


def _taken(row: Received, collected: Collected, now: datetime) -> None:
    said = collected.failure.sentence if collected.failure else " ".join(collected.notes)
    # Its words live on in the posts alone, where they can be erased.
    done = {"taken_at": now, "body": b"", "posts": collected.posts, "said": clean(said, 500)}
    Received.objects.filter(pk=row.pk).update(**done)
    if collected.posts:
        # The hub that pushes this feed, if one does, was first: it is trusted (hubs.py).
        HubSubscription.objects.filter(feed_id=row.feed_id, status="active").update(pushed_at=now, misses=0)


def last_received(feed_id: UUID, count: int) -> list[Received]:
    """The last deliveries of a feed, the newest first, without their bodies."""
    return list(Received.objects.filter(feed_id=feed_id).defer("body", "headers").order_by("-pk")[:count])


def prune(now: datetime) -> int:
    """Drops deliveries that nobody repeats any more; returns how many."""
    return int(Received.objects.filter(received_at__lt=now - KEPT).delete()[0])

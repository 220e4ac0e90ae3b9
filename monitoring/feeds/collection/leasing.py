"""Who may fetch a feed now: a reservation that is short, a lease that is renewed, and a fencing number that grows with each fetch.

A claim only reserves: it hands out the feed's present fence and sets no new one. Whoever begins to fetch moves the fence on,
once. So a claim whose message was lost, or still waits in a long queue, is simply handed out again: of several messages for
one fetch the first wins, and the others find the fence moved on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from monitoring.feeds.collection import hosts
from monitoring.feeds.models import FEED, Feed, Subscription

# Of a fetch under way; renewed with each batch stored, and in between by a heartbeat. A killed worker's feed is free after it.
LEASE = timedelta(seconds=40)
# Of a claim that waits in the broker's queue.
QUEUED = timedelta(seconds=20)
WATCHED = ("active", "broken", "needs_person")  # also what waits for a person: it may be back without one


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to begin a fetch, or of one that began: whoever stores must show the feed's present fence."""

    feed_id: UUID
    fence: int


def due_feeds(now: datetime, *, streamed: bool = False) -> models.QuerySet[Feed]:
    """Feeds whose time has come and that nobody holds, the longest overdue first: those that are polled, or those that are listened to."""
    due = Feed.objects.filter(_free(now), status__in=WATCHED, next_fetch_at__lte=now, is_streamed=streamed)
    return due.order_by("next_fetch_at")


@transaction.atomic
def claim(now: datetime, *, limit: int = 100) -> list[Claim]:
    """Takes due feeds, so that at most `limit` are in hand at once. Two claimers never take the same feed.

    The claim is handed out again after `QUEUED`; who begins to fetch makes a `LEASE` of it. Feeds of a host that asked for a
    pause wait for its end.
    """
    in_hand = Feed.objects.filter(status__in=WATCHED, lease_until__gte=now, is_streamed=False).count()
    rows = _willing(due_feeds(now), max(limit - in_hand, 0), now)
    return [_reserved(row, now + QUEUED) for row in rows]


@transaction.atomic
def claim_streams(now: datetime, *, limit: int) -> list[Claim]:
    """Takes feeds to listen to that nobody listens to: half of what waits, and of `limit`, so that processes share them."""
    rows = _willing(due_feeds(now, streamed=True), limit, now)
    return [_reserved(row, now + LEASE) for row in rows[: ceil(len(rows) / 2)]]


@transaction.atomic
def claim_one(feed_id: UUID, now: datetime, *, among: Sequence[str] = WATCHED) -> Claim | None:
    """Takes one feed of these statuses whether due or not; None where somebody holds it, or it is gone or rests."""
    rows: Any = Feed.objects.filter(_free(now), pk=feed_id, status__in=among)
    row = rows.select_for_update(skip_locked=True).first()
    return _reserved(row, now + LEASE) if row else None


def begin(claim: Claim, now: datetime) -> tuple[Feed, Claim] | None:
    """The feed, its lease running from now, and the claim to store with; None where somebody else began, or it is done."""
    waiting = Feed.objects.filter(pk=claim.feed_id, fence=claim.fence, lease_until__isnull=False)
    if not waiting.update(lease_until=now + LEASE, fence=F("fence") + 1, last_attempt_at=now):
        return None
    begun = Claim(claim.feed_id, claim.fence + 1)
    feed = Feed.objects.filter(pk=begun.feed_id, fence=begun.fence).first()
    return (feed, begun) if feed else None


def renew(claim: Claim, now: datetime) -> bool:
    """Whether the fetch still has its feed; then its lease runs from now."""
    # A fetch that ended has no lease: who waited for its transaction must not give it one.
    held = Feed.objects.filter(pk=claim.feed_id, fence=claim.fence, lease_until__isnull=False)
    return bool(held.update(lease_until=now + LEASE))


def wake_wanted(now: datetime) -> int:
    """Feeds that rest though somebody wants them are due now; how many. The net under the locks of `sources.keeping`."""
    wanted = Subscription.objects.filter(feed=OuterRef("pk"), is_active=True)
    resting = Feed.objects.filter(Exists(wanted), status="idle")
    return resting.update(status=FEED.moves["wake"][1], next_fetch_at=now)


def _willing(due: models.QuerySet[Feed], most: int, now: datetime) -> list[Feed]:
    """Of due feeds those whose hosts may be asked, their rows locked."""
    willing, tried = hosts.willing(due.select_for_update(skip_locked=True), now)
    # First, or behind a long queue a host whose pause is over would never be tried.
    rows = [row for one in tried[:most] for row in one[:1]]
    return [*rows, *willing[: most - len(rows)]]


def _free(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)


def _reserved(row: Feed, until: datetime) -> Claim:
    Feed.objects.filter(pk=row.pk).update(lease_until=until)
    return Claim(row.pk, row.fence)

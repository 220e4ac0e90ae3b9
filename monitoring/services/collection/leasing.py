"""Who may fetch a feed now: a lease with an end, and a fencing number that grows with each claim."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q

from monitoring.feeds.models import Feed

# Longer than one bounded fetch and the storing of its batch; renewed with each batch stored.
LEASE = timedelta(seconds=120)
# A claim of the beat waits in the broker's queue first. Were it too short, every claim would be stale when its turn comes.
QUEUED = timedelta(minutes=10)
WATCHED = ("active", "broken", "needs_person")


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to fetch a feed once: whoever stores must show the feed's present fence."""

    feed_id: UUID
    fence: int


def due_feeds(now: datetime) -> models.QuerySet[Feed]:
    """Feeds whose time has come and that nobody holds, the longest overdue first."""
    return Feed.objects.filter(_free(now), status__in=WATCHED, next_fetch_at__lte=now).order_by("next_fetch_at")


@transaction.atomic
def claim(now: datetime, *, limit: int = 100) -> list[Claim]:
    """Takes due feeds, so that at most `limit` are in hand at once. Two claimers never take the same feed.

    The claim lasts `QUEUED`; who begins to fetch makes a `LEASE` of it.
    """
    in_hand = Feed.objects.filter(status__in=WATCHED, lease_until__gte=now).count()
    rows = list(due_feeds(now).select_for_update(skip_locked=True)[: max(limit - in_hand, 0)])
    return [_taken(row, now, QUEUED) for row in rows]


@transaction.atomic
def claim_one(feed_id: UUID, now: datetime) -> Claim | None:
    """Takes one feed whether due or not; None where somebody holds it, or it is gone or rests."""
    rows: Any = Feed.objects.filter(_free(now), pk=feed_id, status__in=WATCHED)
    row = rows.select_for_update(skip_locked=True).first()
    return _taken(row, now, LEASE) if row else None


def begin(claim: Claim, now: datetime) -> Feed | None:
    """The feed, its lease running from now; None where the claim is stale."""
    if not Feed.objects.filter(pk=claim.feed_id, fence=claim.fence).update(lease_until=now + LEASE):
        return None
    return Feed.objects.filter(pk=claim.feed_id, fence=claim.fence).first()


def _free(now: datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)


def _taken(row: Feed, now: datetime, lease: timedelta) -> Claim:
    Feed.objects.filter(pk=row.pk).update(lease_until=now + lease, fence=F("fence") + 1, last_attempt_at=now)
    return Claim(row.pk, row.fence + 1)

"""What may have been missed although a feed was fetched: kept beside the feed, and copied to the gaps of its sources.

A feed belongs to many agencies, a gap is shown by each: the collector writes one row with the batch that shows it, and each
agency's evaluation takes it for its sources. Both may be repeated.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid5

from accounts.tenancy import current_agency
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.models import Arrival, Feed, FeedGap, Subscription
from monitoring.models import CoverageGap, Source

KEPT = timedelta(days=14)


def record(
    feed: Feed, posts: Sequence[Post], *, reason: str, until: datetime, now: datetime, since: datetime | None = None
) -> None:
    """In the caller's transaction: from `since`, else the feed's last fetch that went through, to `until`, posts may be missing.

    Whatever the dates of the posts read here claim: an old one, or a publisher's clock that is wrong, is no witness that
    nothing is missing. Nothing is written where most of them are known in the same words under other names.
    """
    since = since or feed.covered_until
    if since is not None and until > since and not (posts and _known(feed, posts)):
        row = FeedGap(feed=feed, starts_at=since, ends_at=until, reason=reason[:300], created_at=now)
        # A fetch that is repeated before the feed's cover moved on finds the same beginning, and may have missed more.
        FeedGap.objects.bulk_create([row], ignore_conflicts=True)
        FeedGap.objects.filter(feed=feed, starts_at=since, ends_at__lt=until).update(ends_at=until, created_at=now)


def _known(feed: Feed, posts: Sequence[Post]) -> bool:
    words = {post.fingerprint for post in posts}
    names = {post.external_id for post in posts}
    held = Arrival.objects.filter(feed=feed, fingerprint__in=words).exclude(external_id__in=names)
    return 2 * held.values("fingerprint").distinct().count() > len(words)


def take(sources: Sequence[Source], now: datetime) -> int:
    """Copies what their feeds may have missed to the gaps of these sources of the present agency; returns how many are new.

    One query where there is nothing to take. A source has a share in a gap from its first fetch on.
    """
    feeds = {source.feed_id for source in sources}
    gaps = list(FeedGap.objects.filter(feed__in=feeds, created_at__gt=now - KEPT))
    if not gaps:
        return 0
    mine = Subscription.objects.for_agency(current_agency()).filter(source_id__in=[source.pk for source in sources])
    served = dict(mine.exclude(first_served_at=None).values_list("source_id", "first_served_at"))
    rows = [
        CoverageGap(
            # Made of what it copies: a second copy is the same row.
            id=uuid5(gap.pk, str(source.pk)), source=source, starts_at=max(gap.starts_at, served[source.pk]),
            ends_at=gap.ends_at, reason=gap.reason,
        )
        for gap in gaps
        for source in sources
        if source.feed_id == gap.feed_id and source.pk in served and served[source.pk] < gap.ends_at
    ]  # fmt: skip
    # Asked first: with `ignore_conflicts` Django does not tell which rows were new.
    known = dict(CoverageGap.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "ends_at"))
    for row in rows:
        before = known.get(row.pk)
        if before and row.ends_at and before < row.ends_at:
            CoverageGap.objects.filter(pk=row.pk).update(ends_at=row.ends_at)  # the feed's grew since it was copied
    new = [row for row in rows if row.pk not in known]
    CoverageGap.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def prune(now: datetime) -> int:
    """Deletes what every agency has had the time to take."""
    return int(FeedGap.objects.filter(created_at__lt=now - 2 * KEPT).delete()[0])

"""Posts looked for where they lie, once they were read: a feed shows its newest, and tells of no deletion.

Only those that somebody was given as news, of feeds that everybody may read; each a few times in its first days, a host once in a
run of the beat. What answers twice, hours apart, that it is gone is taken for gone by the path of all deletions.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.outside.failures import Failure
from accounts.outside.plaintext import web_link
from monitoring.feeds.collection import hosts
from monitoring.feeds.collection.client import contact, guarded_client, without_connection
from monitoring.feeds.collection.collecting import receive
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Context, Delivery, Rechecked
from monitoring.feeds.models import Arrival, PermalinkCheck, Route

LOOKS = (timedelta(hours=2), timedelta(hours=24), timedelta(hours=60))  # after it was read
APART = timedelta(hours=6)  # between the two answers that it is gone
GIVEN_UP = timedelta(days=5)  # what can't be told until then is left as it is
_AGAIN = timedelta(hours=1)  # after an answer that tells nothing
_BUSY = timedelta(minutes=5)  # somebody reads the feed now
_LATELY = timedelta(minutes=15)  # the beat may have been away for a moment
_PATIENCE = 10.0
_AT_ONCE, _MOST_NEW = 50, 2_000


def note(now: datetime) -> int:
    """Writes down which posts are to be looked for, of those that came lately; returns how many are new. A repeat adds none."""
    platforms = [name for name, one in registry.PLATFORMS.items() if isinstance(one, Rechecked)]
    news = Route.objects.filter(arrival=OuterRef("pk"), targets__contains=[{"quiet": False}])
    noted = PermalinkCheck.objects.filter(feed=OuterRef("feed"), external_id=OuterRef("external_id"))
    came = Arrival.objects.filter(feed__platform__in=platforms, feed__private_to=None, fetched_at__gt=now - _LATELY)
    rows = came.filter(Exists(news), ~Exists(noted)).values_list("feed_id", "external_id", "post__url", "fetched_at")
    fresh = [
        PermalinkCheck(
            feed_id=feed_id, external_id=name, url=url, host=hosts.host_of(url), due_at=at + LOOKS[0], created_at=at
        )
        for feed_id, name, url, at in rows[:_MOST_NEW]
        if isinstance(url, str) and len(url) <= 2_000 and web_link(url)
    ]
    PermalinkCheck.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def due(now: datetime) -> list[UUID]:
    """Those to be looked for now: of each host that may be asked the one that waits longest."""
    first = PermalinkCheck.objects.filter(due_at__lte=now).order_by("host", "due_at").distinct("host")
    rows = list(first.values_list("pk", "host")[:_AT_ONCE])
    paused = hosts.paused((host for _, host in rows), now)
    return [pk for pk, host in rows if host not in paused]


def look(pk: UUID, now: datetime) -> set[UUID]:
    """Looks for one post; returns the agencies that are to hear that it is gone. Public schema. Safe to repeat."""
    row = PermalinkCheck.objects.select_related("feed").filter(pk=pk, due_at__lte=now).first()
    # Taken first: who looks at the same time finds that it is not due.
    taken = row and PermalinkCheck.objects.filter(pk=pk, due_at=row.due_at).update(due_at=now + _AGAIN)
    connector = registry.PLATFORMS.get(row.feed.platform) if row else None
    if row is None or not taken or not isinstance(connector, Rechecked):
        return set()
    try:
        with without_connection():
            gone = connector.is_gone(Context(guarded_client(_PATIENCE), now, contact=contact()), row.url)
    except Failure:
        # It tells nothing of the post, and what was answered before counts as long as nothing else is.
        PermalinkCheck.objects.filter(pk=pk, created_at__lt=now - GIVEN_UP).delete()
        return set()
    return _found_gone(row, now) if gone else _found(row, now)


def prune(now: datetime) -> int:
    """Gives up those whose host had no turn for them."""
    return int(PermalinkCheck.objects.filter(created_at__lt=now - GIVEN_UP).delete()[0])


def _found(row: PermalinkCheck, now: datetime) -> set[UUID]:
    looks = row.looks + 1
    rows = PermalinkCheck.objects.filter(pk=row.pk)
    if looks >= len(LOOKS):
        rows.delete()
    else:
        rows.update(looks=looks, gone_at=None, due_at=max(row.created_at + LOOKS[looks], now + _AGAIN))
    return set()


def _found_gone(row: PermalinkCheck, now: datetime) -> set[UUID]:
    rows = PermalinkCheck.objects.filter(pk=row.pk)
    if row.gone_at is None or now - row.gone_at < APART:
        rows.update(gone_at=row.gone_at or now, due_at=(row.gone_at or now) + APART)
        return set()
    collected = receive(row.feed_id, Delivery(headers={}, body=b"", gone=row.external_id), now)
    if collected.stale:
        rows.update(due_at=now + _BUSY)
        return set()
    rows.delete()
    return collected.agencies

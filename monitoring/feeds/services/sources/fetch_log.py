"""A source's last tries to be read, and how long its posts take to reach the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from monitoring.feeds.models import FetchTry
from monitoring.models import Source

SHOWN: dict[str, dict[str, Any]] = {"": {}, "failed": {"outcome": "failed"}, "posts": {"posts__gt": 0}}
DELAY_OVER = timedelta(hours=24)
# By published_at, which an index serves: what came within the time was published within it, or took longer than a day.
_DELAYS = """
    SELECT m.source_id, count(*),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.first_seen_at - m.published_at),
        percentile_cont(0.95) WITHIN GROUP (ORDER BY m.first_seen_at - m.published_at)
    FROM monitoring_mention m JOIN monitoring_post p ON p.id = m.post_id
    WHERE m.source_id = ANY(%s) AND m.published_at > %s AND NOT m.quiet AND p.published_from = 'source'
    GROUP BY m.source_id
"""


@dataclass(frozen=True, slots=True)
class Delay:
    """From when posts of the last 24 hours were published to when they were stored: of half of them, and of all but one in
    twenty, at most so long. `posts`: of how many; those without a time of their own are left out, and history is."""

    median: timedelta
    p95: timedelta
    posts: int


def tries_of(source: Source, *, only: str = "") -> list[FetchTry]:
    """The newest first, 100 at most; `only` is a key of SHOWN. Those of before the source was added are others'."""
    rows = FetchTry.objects.filter(feed_id=source.feed_id, at__gte=source.created_at, **SHOWN[only])
    return list(rows.order_by("-at", "-pk"))


def delays_of(sources: Sequence[Source], *, now: datetime) -> dict[UUID, Delay]:
    """By source, in one query; none for a source nothing came from."""
    if not sources:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_DELAYS, [[source.pk for source in sources], now - DELAY_OVER])
        none = timedelta(0)  # a clock ahead of ours
        return {
            source: Delay(max(median, none), max(p95, none), count) for source, count, median, p95 in cursor.fetchall()
        }

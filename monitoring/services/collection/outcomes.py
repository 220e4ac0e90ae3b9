"""What a fetch means for the feed's next one, and for its health."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings

from monitoring.connectors.failures import (
    AuthExpired,
    BlockedAddress,
    CursorExpired,
    Failure,
    Forbidden,
    Gone,
    InvalidConfig,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from monitoring.feeds.models import Feed

DAY = 86_400
# A feed that fails so long is broken: people are told, and it is asked once a day.
BROKEN_AFTER = timedelta(days=7)
# A wish of the other side is kept up to here: a desk that watches can't look away for a day.
LONGEST_WISH = 3_600
MOST_SPREAD = 300.0
MOVED_SIGHTINGS, MOVED_FOR = 10, timedelta(days=3)
_NEEDS_PERSON = (AuthExpired, Forbidden, BlockedAddress, InvalidConfig)


def interval_after(feed: Feed, *, new_posts: int, now: datetime) -> int:
    """Seconds to the next look: half of the last where something was new, half as much again where nothing was.

    Bounded by settings.FEED_MIN_SECONDS, and above by how long ago something was new: 3 times the minimum within a week,
    12 times within a month, else a day.
    """
    least = settings.FEED_MIN_SECONDS
    factor = 0.5 if new_posts else 1.5
    last_new = now if new_posts else feed.last_new_at
    age = now - last_new if last_new else timedelta(days=365)
    most = 3 * least if age < timedelta(days=7) else 12 * least if age < timedelta(days=30) else 288 * least
    return ceil(min(max(feed.interval_seconds * factor, least), most, max(DAY, least)))


def success(feed: Feed, *, new_posts: int, wish: float | None, hurry: bool, now: datetime) -> dict[str, Any]:
    """The feed's values after a poll that went through. `wish`: seconds the source asked us to wait."""
    interval = interval_after(feed, new_posts=new_posts, now=now)
    wait = settings.FEED_MIN_SECONDS if hurry else max(interval, min(wish or 0, LONGEST_WISH))
    values: dict[str, Any] = {
        "status": "active",
        "lease_until": None,
        "next_fetch_at": now + timedelta(seconds=wait),
        "interval_seconds": interval,
        "last_success_at": now,
        "failing_since": None,
        "failures": 0,
        "error_code": "",
        "error": "",
        "first_fetched_at": feed.first_fetched_at or now,
    }
    if new_posts:
        values["last_new_at"] = now
    return values


def failure(feed: Feed, error: Failure, now: datetime) -> dict[str, Any]:
    """The feed's values after a poll that failed: when to try again, and whether people must be told."""
    since = feed.failing_since or now
    status = feed.status
    if isinstance(error, Gone):
        status = "gone"
    elif isinstance(error, _NEEDS_PERSON):
        status = "needs_person"
    elif now - since >= BROKEN_AFTER:
        status = "broken"
    cursor: Mapping[str, Any] = {} if isinstance(error, CursorExpired) else feed.cursor
    return {
        "status": status,
        "lease_until": None,
        "cursor": dict(cursor),
        "next_fetch_at": now + timedelta(seconds=_pause(feed, error, now, rare=status != "active")),
        "failing_since": since,
        "failures": feed.failures + 1,
        "error_code": error.code,
        "error": error.sentence[:500],
    }


def moved(feed: Feed, seen: str | None, now: datetime) -> dict[str, Any]:
    """A permanent redirect is believed after many sightings over days: then the feed's address changes."""
    if not seen:
        return {"moved_to": "", "moved_sightings": 0, "moved_since": None} if feed.moved_to else {}
    if seen != feed.moved_to:
        return {"moved_to": seen[:2000], "moved_sightings": 1, "moved_since": now}
    values: dict[str, Any] = {"moved_sightings": feed.moved_sightings + 1}
    long_enough = feed.moved_since is not None and now - feed.moved_since >= MOVED_FOR
    if long_enough and feed.moved_sightings + 1 >= MOVED_SIGHTINGS:
        values |= {"url": seen[:2000], "config": {**feed.config, "url": seen}, "moved_sightings": 0}
        values |= {"moved_to": "", "moved_since": None}
    return values


def _pause(feed: Feed, error: Failure, now: datetime, *, rare: bool) -> float:
    """Seconds to wait: the longer of our own back-off and what the other side asked for, and up to a tenth or 5 min more.

    What is added is each feed's own, so that feeds that failed together do not come back together, and never too early.
    """
    back_off = min(settings.FEED_MIN_SECONDS * 2 ** min(feed.failures, 10), DAY)
    asked = 0.0
    if isinstance(error, Transient):
        asked = error.retry_after or 0.0
    elif isinstance(error, RateLimited) and error.reset_at:
        asked = (error.reset_at - now).total_seconds()
    elif isinstance(error, QuotaExhausted) and error.resets_at:
        asked = (error.resets_at - now).total_seconds()
    wait = float(max(back_off, asked, DAY if rare else 0))
    return wait + min(wait / 10, MOST_SPREAD) * (feed.pk.int % 1000 / 1000)

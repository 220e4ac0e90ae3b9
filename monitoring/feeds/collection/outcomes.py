"""What a fetch means for the feed's next one, and for its health."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings

from accounts.outside.failures import (
    AuthExpired,
    BlockedAddress,
    Failure,
    Forbidden,
    Gone,
    InvalidConfig,
    QuotaExhausted,
    RateLimited,
)
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.models import Feed

DAY = 86_400
# A stream whose connection was lost is taken up again at once: the other side keeps what is missed for hours only.
STREAM_LEAST = 5
# A feed that fails so long is broken: people are told, and it is asked every few hours.
BROKEN_AFTER = timedelta(days=7)
# A wish of the other side is kept up to here: a desk that watches can't look away for a day.
LONGEST_WISH = 3_600
MOST_SPREAD = 300.0
LONGEST_ADDRESS = 2_000  # a cut one leads elsewhere
MOVED_SIGHTINGS, MOVED_FOR = 10, timedelta(days=3)
# So many refusals in a row over so long are meant: a person has to look.
REFUSALS, REFUSED_FOR = 6, timedelta(hours=6)
LONGEST_PAUSE, LONGEST_PAUSE_LATER = 3_600, 6 * 3_600
_WRONG = (BlockedAddress, InvalidConfig)  # no waiting mends these
_REFUSED = (AuthExpired, Forbidden)


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


def success(
    feed: Feed, *, new_posts: int, wish: float | None, hurry: bool, requested_at: datetime, now: datetime
) -> dict[str, Any]:
    """The feed's values after a poll that went through, begun at `requested_at`. `wish`: seconds the source asked us to wait."""
    interval = interval_after(feed, new_posts=new_posts, now=now)
    wait = settings.FEED_MIN_SECONDS if hurry else max(interval, min(wish or 0, LONGEST_WISH))
    values: dict[str, Any] = {
        "status": "active",
        "lease_until": None,
        "next_fetch_at": now + timedelta(seconds=wait),
        "not_before": now + timedelta(seconds=settings.FEED_MIN_SECONDS),
        "interval_seconds": interval,
        "last_success_at": now,
        "requested_at": requested_at,
        "failing_since": None,
        "failures": 0,
        "error_code": "",
        "error": "",
        "first_fetched_at": feed.first_fetched_at or now,
    }
    if new_posts:
        values["last_new_at"] = now
    return values


def sent(*, new_posts: int, only_sent: bool, now: datetime) -> dict[str, Any]:
    """The feed's values after a delivery. It says nothing of what was not sent: where the feed is also asked, what is covered
    and when to look stay as they were; where it is `only_sent`, it is all we ever know."""
    values: dict[str, Any] = {"lease_until": None}
    if only_sent:
        # What failed on our side is over: nothing else would ever say so.
        values |= {"last_success_at": now, "failing_since": None, "failures": 0, "error_code": "", "error": ""}
    return values | ({"last_new_at": now} if new_posts else {})


def not_asked(now: datetime) -> dict[str, Any]:
    """The feed's values where there is nothing to ask for: its health comes from what is sent, never from our looking."""
    return {"status": "active", "lease_until": None, "next_fetch_at": now + timedelta(seconds=DAY)}


def listening(feed: Feed, *, new_posts: int, reached: datetime, now: datetime) -> dict[str, Any]:
    """The feed's values while it is listened to, and all that was said up to `reached` is stored. It is due at once, should
    whoever listens be lost."""
    values: dict[str, Any] = {
        "status": "active",
        "next_fetch_at": now,
        "last_success_at": now,
        # What came last can be older than what came before it: what is covered stays covered.
        "requested_at": max(min(reached, now), feed.requested_at or reached),
        "failing_since": None,
        "failures": 0,
        "error_code": "",
        "error": "",
        "first_fetched_at": feed.first_fetched_at or now,
    }
    return values | ({"last_new_at": now} if new_posts else {})


def listened(*, hung_up: bool, wish: float | None, now: datetime) -> dict[str, Any]:
    """The feed's values after a turn of listening that ended in order: the next begins at once, after a breath where the other
    side hung up at once and without a word, or when there was nothing to listen to and it asks to come back."""
    wait = max(STREAM_LEAST if hung_up else 0, min(wish or 0, LONGEST_WISH))
    return {"lease_until": None, "next_fetch_at": now + timedelta(seconds=wait)}


def failure(feed: Feed, error: Failure, now: datetime, *, hurry: bool = False) -> dict[str, Any]:
    """The feed's values after a poll that failed: when to try again, and whether people must be told."""
    since = feed.failing_since or now
    cursor = {} if isinstance(error, CursorExpired) else feed.cursor  # sent again, it would be refused for ever
    status = _status(feed, error, now - since)
    asked = min(error.asked_to_wait(now) or 0.0, _most_asked(error))
    return {
        "status": status,
        "lease_until": None,
        "cursor": dict(cursor),
        "next_fetch_at": now + timedelta(seconds=_pause(feed, error, asked, status=status, hurry=hurry)),
        "not_before": now + timedelta(seconds=max(_least(feed), asked)),
        "failing_since": since,
        "failures": feed.failures + 1,
        "error_code": error.code,
        "error": error.sentence[:500],
    }


def _most_asked(error: Failure) -> float:
    """How long a header may keep us away: a rate limit for a day, a quota as long as it lasts, any other trouble for hours."""
    if isinstance(error, QuotaExhausted):
        return float("inf")
    return float(DAY if isinstance(error, RateLimited) else LONGEST_PAUSE_LATER)


def _status(feed: Feed, error: Failure, failing: timedelta) -> str:
    """A refusal may pass (rate limits and shields answer 403 as well): only several in a row over hours want a person."""
    if isinstance(error, Gone):
        return "gone"
    if isinstance(error, _WRONG):
        return "needs_person"
    if isinstance(error, _REFUSED) and feed.failures + 1 >= REFUSALS and failing >= REFUSED_FOR:
        return "needs_person"
    return "broken" if failing >= BROKEN_AFTER and feed.status == "active" else feed.status


def moved(feed: Feed, seen: str | None, now: datetime) -> dict[str, Any]:
    """A permanent redirect is believed after many sightings over days: then the feed's address changes."""
    if not seen or len(seen) > LONGEST_ADDRESS:
        return {"moved_to": "", "moved_sightings": 0, "moved_since": None} if feed.moved_to else {}
    if seen != feed.moved_to:
        return {"moved_to": seen, "moved_sightings": 1, "moved_since": now}
    values: dict[str, Any] = {"moved_sightings": feed.moved_sightings + 1}
    long_enough = feed.moved_since is not None and now - feed.moved_since >= MOVED_FOR
    if long_enough and feed.moved_sightings + 1 >= MOVED_SIGHTINGS:
        values |= {"url": seen, "config": {**feed.config, "url": seen}, "moved_sightings": 0}
        values |= {"moved_to": "", "moved_since": None}
    return values


def _least(feed: Feed) -> int:
    """Seconds between two attempts, at the shortest."""
    return min(STREAM_LEAST, settings.FEED_MIN_SECONDS) if feed.is_streamed else settings.FEED_MIN_SECONDS


def _pause(feed: Feed, error: Failure, asked: float, *, status: str, hurry: bool) -> float:
    """Seconds to wait: the longer of our own back-off and what the other side asked for, and up to a tenth or 5 min more.

    The back-off ends at an hour, later at some hours: one conditional request costs nobody much, and whoever is back is seen
    soon. An incident shortens it to the minimum, or where we were refused to thrice that, never below what was asked for.
    What is added is each feed's own, so that feeds that failed together do not come back together, and never too early.
    """
    least = _least(feed)
    longest = max(LONGEST_PAUSE if status == "active" else LONGEST_PAUSE_LATER, least)
    if feed.is_streamed and status == "active":
        longest = settings.FEED_MIN_SECONDS
    if hurry:
        longest = 3 * least if isinstance(error, (*_REFUSED, RateLimited, QuotaExhausted)) else least
    back_off = min(least * 2 ** min(feed.failures, 10), longest)
    wait = max(
        float(back_off), asked, float(LONGEST_PAUSE_LATER if status in ("gone", "needs_person") and not hurry else 0)
    )
    return wait + min(wait / 10, MOST_SPREAD) * (feed.pk.int % 1000 / 1000)  # a UUIDv7 ends at random

"""How a source fares, in one word and one sentence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from monitoring.feeds.collection import hosts, hubs, ways
from monitoring.feeds.models import Feed
from monitoring.feeds.services import noting
from monitoring.models import GIVEN, CoverageGap, Source

STATES = ("ok", "late", "waiting", "failing", "broken", "gone", "needs_person", "paused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source fares, for pages and the API. `state` is one of STATES; `sentence` says it in words. `covered_until` is when the last fetch that went through was asked for:
    its answer may hold nothing later; `lag` is the time since. Of a feed whose posts are only sent to us it is when something
    came last; nobody knows when it should have, so there is no lag. `notes` are sentences on how it was read."""

    source_id: UUID
    state: str
    sentence: str
    last_success_at: datetime | None
    covered_until: datetime | None
    last_new_at: datetime | None
    next_fetch_at: datetime | None
    lag: timedelta | None
    interval: timedelta
    error_code: str
    error: str
    failing_since: datetime | None
    gaps: tuple[CoverageGap, ...]
    notes: tuple[str, ...] = ()


def health(source: Source, *, now: datetime) -> Health:
    """How one source fares."""
    return health_of([source], now=now)[source.pk]


def health_of(sources: list[Source], *, now: datetime) -> dict[UUID, Health]:
    """How several sources fare, all of them, in four queries: their feeds and hubs, paused hosts, and gaps of the last 14 days."""
    feeds = Feed.objects.in_bulk([source.feed_id for source in sources])
    pushing = hubs.of_feeds(list(feeds))
    waits = hosts.paused((feed.host for feed in feeds.values()), now)
    gaps: dict[UUID, list[CoverageGap]] = {source.pk: [] for source in sources}
    recent = CoverageGap.objects.filter(source__in=list(gaps)).exclude(ends_at__lt=now - timedelta(days=14))
    for gap in recent.order_by("-starts_at"):
        gaps[gap.source_id].append(gap)
    by_source = {}
    for source in sources:
        # No foreign key leads from an agency's schema to public: one restored alone may name a feed that is not there.
        feed = feeds.get(source.feed_id)
        health = _health(source, feed or Feed(status="gone", next_fetch_at=now), tuple(gaps[source.pk]), now)
        if hub := pushing.get(source.feed_id):
            health = replace(health, notes=(*health.notes, hubs.said(hub)))
        wait = waits.get(feed.host) if feed else None
        if feed is None:
            if source.status != GIVEN:  # behind what people bring there is none
                health = replace(health, sentence="Its feed no longer exists. Remove the source and add it again.")
        elif wait is not None and health.state in ("ok", "late"):
            sentence = f"Its host refuses many requests, so reading is paused until {wait.until:%H:%M} UTC."
            health = replace(health, state="late", sentence=sentence)
        elif feed is not None and health.state == "late" and feed.host in hosts.TURNS:
            seconds = hosts.TURNS[feed.host][1]
            sentence = f"Its host lets a machine in only every {seconds:.0f} seconds, so its feeds take turns: it waits for its own."
            health = replace(health, sentence=sentence)
        by_source[source.pk] = health
    return by_source


def _health(source: Source, feed: Feed, gaps: tuple[CoverageGap, ...], now: datetime) -> Health:
    state, sentence = _state(source, feed, now)
    asked = source.status != GIVEN and not ways.only_sent(feed.platform)
    polled = asked and not feed.is_streamed
    return Health(
        source_id=source.pk,
        state=state,
        sentence=sentence,
        last_success_at=feed.last_success_at,
        covered_until=feed.covered_until,
        last_new_at=feed.last_new_at,
        next_fetch_at=feed.next_fetch_at if polled and state not in ("paused", "gone") else None,
        lag=now - feed.covered_until if asked and feed.covered_until else None,
        interval=timedelta(seconds=feed.interval_seconds),
        error_code=feed.error_code,
        error=feed.error,
        # Others read this feed too: what was before this source is theirs.
        failing_since=max(feed.failing_since, source.created_at) if feed.failing_since else None,
        gaps=gaps,
        notes=(*feed.notes, *noting.said(source.notes, now)),
    )


def _state(source: Source, feed: Feed, now: datetime) -> tuple[str, str]:
    if source.status == GIVEN:
        return "ok", "Nothing is fetched: people bring its posts, by hand or as files."
    if source.status != "active":
        return "paused", "Paused: nothing is collected from here." if source.status == "paused" else "Removed."
    if feed.status == "gone":
        return "gone", "This feed was shut down by its owner. Look for its new address."
    if feed.status in ("broken", "needs_person"):
        return feed.status, feed.error or "It can't be read."
    if feed.failing_since:
        return "failing", f"{feed.error or 'The last attempt failed.'} It will be tried again."
    if ways.only_sent(feed.platform):
        if feed.last_new_at is None:
            return "waiting", "Waiting for the first post."
        return "ok", f"Posts are sent to us; the last came on {feed.last_new_at:%d %b at %H:%M} UTC."
    if feed.last_success_at is None:
        return "waiting", "Not read yet."
    return _read_state(feed, now)


def _read_state(feed: Feed, now: datetime) -> tuple[str, str]:
    if feed.is_streamed:
        # Whoever listens says so every few seconds.
        if now - feed.next_fetch_at > ways.UNHEARD:
            return (
                "late",
                "Nobody listens to it now. It goes on, with what was missed, as soon as a process for streams runs.",
            )
        return "ok", "Listened to without problems."
    if now - feed.next_fetch_at > timedelta(seconds=3 * feed.interval_seconds, minutes=1):
        return "late", "It should have been read by now."
    return "ok", "Read without problems."

"""Never blind: a source that can't be read is found, told of once, and its gap shown until it is read again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings

from accounts.events.models import Event
from accounts.events.services.recording import About, event, record_all
from monitoring import catalogue, detection
from monitoring.alerting.services.watching import Watch
from monitoring.detection import Finding
from monitoring.feeds.collection import hosts, missing, ways
from monitoring.feeds.models import Feed
from monitoring.models import CoverageGap, Source

INTERVALS = 3
LEAST = timedelta(minutes=1)


def blind_since(feed: Feed, now: datetime) -> datetime | None:
    """Since when nothing was read from a feed, where that is longer than three of its intervals; else None.

    The interval is at least the shortest allowed, and a minute is always given. A feed that ended, broke or waits for a
    person is blind at once; one that is listened to, after some minutes. One whose posts are only sent to us is blind until the first delivery; after it, nobody knows when
    the next is due.
    """
    last = feed.covered_until or feed.created_at
    if feed.status in ("broken", "gone", "needs_person"):
        return last
    patience = max(timedelta(seconds=INTERVALS * max(feed.interval_seconds, settings.FEED_MIN_SECONDS)), LEAST)
    if feed.is_streamed:
        patience = ways.UNHEARD
    if ways.only_sent(feed.platform):
        return last if feed.covered_until is None and now - last > patience else None
    # A source may ask for more time than its interval: it is not late before it was due.
    waited = now - max(last, feed.next_fetch_at if not feed.failing_since else last)
    return last if waited > patience else None


def watch_sources(now: datetime) -> tuple[list[Source], list[Source]]:
    """Opens and closes coverage gaps of the agency's sources. Returns those newly silent, and all that are silent.

    A gap is opened for whatever was not read in time. Silent, and worth an alert, is a source whose own fetches fail: where
    our collector itself stood still, the gap says so and nobody is woken for every source at once.
    """
    sources = list(Source.objects.filter(status="active").exclude(brand__status="archived").select_related("brand"))
    # Feeds are everybody's, in the public schema: no foreign key to join by.
    feeds = Feed.objects.in_bulk({source.feed_id for source in sources})
    missing.take(sources, now)
    open_gaps = {gap.source_id: gap for gap in CoverageGap.objects.filter(ends_at=None)}
    silent, told = [], []
    for source in sources:
        feed = feeds.get(source.feed_id)
        if feed is None:
            continue
        since = blind_since(feed, now)
        gap = open_gaps.get(source.pk)
        if since is None:
            told += _seeing(source, gap, feed, now)
            continue
        if gap is None:
            _open_gap(source, feed, since, now)
        if source.silent_since is None and feed.failing_since is not None:
            Source.objects.filter(pk=source.pk).update(silent_since=since)
            source.silent_since = since
            silent.append(source)
            told.append(_failed(source, feed, since, now))
    record_all(told)
    return silent, [source for source in sources if source.silent_since is not None]


def silence_watches(watches: Iterable[Watch]) -> list[Watch]:
    """One silence rule at work of each brand that has one: the newest."""
    newest: dict[object, Watch] = {}
    for watch in sorted(watches, key=lambda one: one.row.created_at):
        if watch.row.kind == "silence":
            newest[watch.row.brand_id] = watch
    return list(newest.values())


def untold(watch: Watch, silent: Sequence[Source], now: datetime) -> list[Source]:
    """Of a brand's silent sources, those to tell of now: not told yet, and neither muted, outside the hours nor too young.

    A source that comes and goes is told of again only after the cool-down. Lets go of what is long past.
    """
    told: dict[str, list[str]] = watch.heard.setdefault("told", {})
    cool_down = timedelta(minutes=watch.row.cool_down_minutes)
    there = {str(source.pk) for source in silent}
    for pk, (_, at) in list(told.items()):
        if pk not in there and now - datetime.fromisoformat(at) > cool_down:
            del told[pk]
    waiting = []
    for source in silent:
        since, at = told.get(str(source.pk), ("", ""))
        # A moment ahead of now was noted by a clock that has been set back since: it holds nothing back.
        known = since == _stamp(source) or (at and timedelta() <= now - datetime.fromisoformat(at) < cool_down)
        if not known and _may_fire(watch, source, now):
            waiting.append(source)
    return waiting


def mark_told(watch: Watch, sources: Iterable[Source], now: datetime) -> None:
    """Remembers with the rule that these were told of."""
    watch.heard["told"] = {
        **watch.heard.get("told", {}),
        **{str(source.pk): [_stamp(source), now.isoformat()] for source in sources},
    }


def _stamp(source: Source) -> str:
    return source.silent_since.isoformat() if source.silent_since else ""


def _may_fire(watch: Watch, source: Source, now: datetime) -> bool:
    """Each source has its own beginning; the cool-down is asked for each of them above."""
    since = min(source.silent_since or now, now)
    finding = Finding("silence", "all", since, now, 0, None, None, None, since)
    policy = replace(watch.policy, cool_down_minutes=0)
    memory = detection.Memory(hot_since=since, last_hot=now)
    return detection.decide(watch.rule, policy, memory, finding, now).outcome == "fired"


def sentence(sources: list[Source], feed: Feed | None, since: datetime) -> str:
    """What a silence alert says. `since` as given: in the brand's own zone, like every alert's times."""
    names = ", ".join(source.name for source in sources[:3])
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    why = f": {feed.error}" if feed and feed.error else "."
    return f"Nothing could be read from {names}{more} since {since:%d %b %H:%M %Z}{why}"[:500]


def _open_gap(source: Source, feed: Feed, since: datetime, now: datetime) -> None:
    left_alone = not feed.failing_since and hosts.paused([feed.host], now)
    late = "Its host refused several requests, so reading is paused." if left_alone else "It was not fetched in time."
    if ways.only_sent(feed.platform):
        late = "Nothing has been sent yet."
    reason = feed.error if feed.failing_since else late
    last = CoverageGap.objects.filter(source=source).order_by("-starts_at").first()
    starts_at = max(since, last.ends_at) if last and last.ends_at else since
    # One open gap a source: a second evaluation at the same moment adds nothing.
    CoverageGap.objects.bulk_create(
        [CoverageGap(source=source, starts_at=starts_at, reason=reason[:300] or "It could not be read.")],
        ignore_conflicts=True,
    )


def _seeing(source: Source, gap: CoverageGap | None, feed: Feed, now: datetime) -> list[Event]:
    if gap is not None:
        ends_at = feed.covered_until or now  # when it was read, which this pass finds later
        CoverageGap.objects.filter(pk=gap.pk, ends_at=None).update(ends_at=max(ends_at, gap.starts_at))
    since = source.silent_since
    if since is None:
        return []
    Source.objects.filter(pk=source.pk).update(silent_since=None)
    return [event(catalogue.SOURCE_RECOVERED, _about(source), by=None, now=now, silent_since=since)]


def _failed(source: Source, feed: Feed, since: datetime, now: datetime) -> Event:
    about = _about(source)
    return event(catalogue.SOURCE_FAILED, about, by=None, now=now, silent_since=since, error_code=feed.error_code)


def _about(source: Source) -> About:
    return About(source.pk, source.name, brand=source.brand_id)

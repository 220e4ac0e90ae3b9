"""Never blind: what may have been missed although a feed was read stands as a gap where the figures stand."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from monitoring.alerting.services import watch_sources
from monitoring.feeds.collection import missing
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import Batch
from monitoring.feeds.models import Feed, FeedGap
from monitoring.feeds.services import sources
from monitoring.feeds.services.coverage import coverage
from monitoring.models import CoverageGap
from tests.loopback import Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World

LATER = NOW + minutes(15)


def page(server: Server, first: int, *, at: Any = None, count: int = 10) -> str:
    return publish(server, [entry(str(first + n), at=at(n) if at else None) for n in range(count)])


def test_a_page_of_nothing_but_new_posts_leaves_a_gap_up_to_its_request(world: World, server: Server) -> None:
    source = subscribe(world, page(server, 0))
    flow(world)
    page(server, 100, at=lambda n: LATER - minutes(1 + n))
    flow(world, LATER)
    watch_sources(LATER)
    gap = CoverageGap.objects.get(source=source)
    assert timedelta() <= gap.starts_at - NOW < minutes(1)
    assert timedelta() <= gap.ends_at - LATER < minutes(1)  # whatever the dates claim
    assert "than the feed shows" in gap.reason
    [covered] = coverage(sources=[source], start=NOW, end=LATER)
    assert covered.share < 0.1
    assert sources.health(source, now=LATER).gaps == (gap,)
    watch_sources(LATER + minutes(1))
    assert CoverageGap.objects.count() == 1


def test_a_page_that_meets_what_was_known_leaves_none(world: World, server: Server) -> None:
    subscribe(world, page(server, 0))
    flow(world)
    page(server, 9)
    flow(world, LATER)
    assert not FeedGap.objects.exists()


def test_new_names_for_old_posts_are_no_gap(world: World, server: Server) -> None:
    said = [f"What was said about the place, number {n}" for n in range(10)]
    subscribe(world, publish(server, [entry(str(n), said[n], NOW - minutes(n)) for n in range(10)]))
    flow(world)
    publish(server, [entry(f"new-{n}", said[n], NOW - minutes(n)) for n in range(10)])  # each got another id
    flow(world, LATER)
    assert not FeedGap.objects.exists()


@pytest.mark.parametrize("first", [-400, 5])
def test_neither_an_old_post_nor_a_wrong_clock_hides_that_posts_may_be_missing(
    world: World, server: Server, first: int
) -> None:
    subscribe(world, page(server, 0))
    flow(world)
    # One old post among the new ones; or a publisher whose clock is hours behind.
    page(server, 100, at=lambda n: NOW + minutes(first + n) if n else NOW - minutes(3000))
    flow(world, LATER)
    assert FeedGap.objects.get().ends_at >= LATER


def test_without_dates_the_whole_time_since_the_last_reading_may_be_missing(world: World, server: Server) -> None:
    subscribe(world, page(server, 0))
    flow(world)
    page(server, 100)
    flow(world, LATER)
    assert FeedGap.objects.get().ends_at >= LATER


def test_older_pages_that_end_before_what_was_known_leave_a_gap(world: World, server: Server) -> None:
    import json

    from tests.loopback import Answer

    subscribe(world, page(server, 0))
    flow(world)
    page(server, 90)
    first = server.answers["/feed.json"]
    assert isinstance(first, Answer)
    server.answers["/older.json"] = first
    body = json.loads(first.body) | {
        "items": [entry(str(200 + n)) for n in range(10)],
        "next_url": server.url("/older.json"),
    }
    server.answers["/feed.json"] = Answer(body=json.dumps(body).encode(), headers=first.headers)
    flow(world, LATER)
    assert FeedGap.objects.count() == 1


def test_each_agency_shows_the_gap_for_its_own_source_and_a_later_one_has_no_share_in_it(
    world: World, server: Server
) -> None:
    address = page(server, 0)
    mine = subscribe(world, address)
    world.enter(world.rival)
    theirs = subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    flow(world)
    page(server, 100)
    collect(LATER)
    late = subscribe(world, address, brand=world.lumen, member=world.other, now=LATER)
    collect(LATER + minutes(1))
    assert missing.take([mine, late], LATER + minutes(2)) == 1
    assert missing.take([mine, late], LATER + minutes(3)) == 0
    assert [gap.source_id for gap in CoverageGap.objects.all()] == [mine.pk]
    world.enter(world.rival)
    assert missing.take([theirs], LATER + minutes(2)) == 1
    world.enter()


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """A platform that keeps its cursors for a short time only."""
    seen: list[Any] = []
    real = registry.get("rss")

    class Forgetful:
        platform, version, normalise = real.platform, real.version, real.normalise
        source_key, check, spec, recognise = real.source_key, real.check, real.spec, real.recognise
        tidy, address = real.tidy, real.address

        def poll(self, ctx: Any, config: Any, cursor: Any) -> Iterator[Batch]:
            seen.append(dict(cursor))
            if cursor:
                raise CursorExpired("The platform keeps a cursor for a day only.")
            yield Batch(records=(), cursor={"at": 1})

    monkeypatch.setitem(registry.PLATFORMS, "rss", Forgetful())
    yield seen


def test_a_cursor_the_platform_forgot_leaves_a_gap_and_is_read_anew(
    world: World, server: Server, forgetful: list[Any]
) -> None:
    source = subscribe(world, page(server, 0))
    flow(world)
    flow(world, LATER)
    watch_sources(LATER)
    gap = CoverageGap.objects.get(source=source)
    assert gap.reason.startswith("The platform keeps a cursor for a day only.")
    assert gap.ends_at is not None
    flow(world, LATER + minutes(60))
    assert forgetful == [{}, {"at": 1}, {}]
    assert Feed.objects.get().failing_since is None


def test_gaps_that_every_agency_could_take_are_pruned(world: World, server: Server) -> None:
    subscribe(world, page(server, 0))
    flow(world)
    page(server, 100)
    flow(world, LATER)
    assert missing.prune(LATER + missing.KEPT) == 0
    assert missing.prune(LATER + 3 * missing.KEPT) == 1


def test_time_that_two_gaps_share_is_lost_once(world: World, server: Server) -> None:
    source = subscribe(world, page(server, 0))
    for start, end in ((0, 30), (15, 30), (20, 25)):
        CoverageGap.objects.create(
            source=source, starts_at=NOW + minutes(start), ends_at=NOW + minutes(end), reason="It was closed."
        )
    [covered] = coverage(sources=[source], start=NOW, end=NOW + minutes(60))
    assert covered.share == pytest.approx(0.5)


def test_how_a_feed_was_read_is_noted_until_it_is_read_otherwise(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry("1"), entry("2"), entry("3", at=NOW)]))
    flow(world)
    note = "2 entries without a date took the time of the fetch."
    assert sources.health(source, now=NOW).notes == (note,)
    flow(world, LATER)  # nothing changed
    assert sources.health(source, now=LATER).notes == (note,)
    page_source = world.browser(world.manager).get(f"/brands/alder-coffee/sources/{source.pk}/").content.decode()
    assert note in page_source
    told = world.browser(world.manager).get(f"/api/v1/sources/{source.pk}/").json()
    assert told["health"]["notes"] == [note]
    world.enter()
    publish(server, [entry("4", at=LATER), entry("3", at=NOW)])
    flow(world, LATER + minutes(60))
    assert sources.health(source, now=LATER).notes == ()


def test_a_source_whose_feed_is_gone_from_the_register_says_so(world: World, server: Server) -> None:
    from monitoring.feeds.models import Subscription

    source = subscribe(world, page(server, 0))
    Subscription.objects.all().delete()
    Feed.objects.all().delete()
    health = sources.health(source, now=NOW)
    assert health.state == "gone"
    assert "no longer exists" in health.sentence
    answer = world.browser(world.manager).get(f"/api/v1/sources/{source.pk}/")
    assert answer.json()["health"]["state"] == "gone"


def test_a_fetch_that_is_repeated_makes_the_gap_longer_and_never_shorter(world: World, server: Server) -> None:
    source = subscribe(world, page(server, 0))
    flow(world)
    feed = Feed.objects.get()
    for minute in (15, 40, 20):
        missing.record(feed, [], reason="Lost", since=NOW, until=NOW + minutes(minute), now=NOW + minutes(minute))
        missing.take([source], NOW + minutes(minute))
    gap, copy = FeedGap.objects.get(), CoverageGap.objects.get(source=source)
    assert gap.ends_at == copy.ends_at == NOW + minutes(40)

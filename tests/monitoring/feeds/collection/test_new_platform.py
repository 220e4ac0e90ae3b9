"""A platform is added by one package and a line in the register: polled, sent or streamed, its posts become mentions."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import Agency
from accounts.outside.failures import Forbidden, InvalidConfig
from monitoring.alerting import services as alerting
from monitoring.feeds import collection
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import Delivery, Polled, Pushed, Streamed
from monitoring.feeds.models import Feed, Subscription
from monitoring.feeds.services import sources
from monitoring.inbox.services import ingestion
from monitoring.models import CoverageGap, Mention, Post, PostRevision, Source
from tests.monitoring.feeds.stand_in.connector import (
    SIGNED,
    PolledSquare,
    PushedSquare,
    StreamedSquare,
    notice,
    taken_down,
)  # fmt: skip
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.ground import NOW, collect, flow, minutes, subscribe
from tests.world import World

__all__ = ["known"]
SQUARE = "square:market"


def sent(*notices: dict[str, str], signed: str = SIGNED) -> Any:
    """What the crier sends, taken in where a door would: in public."""
    tenant: Any = connection.tenant
    connection.set_schema_to_public()
    try:
        delivery = Delivery(headers={"signed": signed}, body=json.dumps(notices).encode())
        return collection.receive(Feed.objects.get().pk, delivery, NOW)
    finally:
        connection.set_tenant(tenant)


def later(world: World, count: float) -> None:
    Feed.objects.update(next_fetch_at=NOW + minutes(count))
    flow(world, NOW + minutes(count))


def said() -> list[tuple[str, str, bool]]:
    """Each mention's text and state, and whether it came as history."""
    return list(Mention.objects.order_by("post__external_id").values_list("post__text", "post__state", "quiet"))


@pytest.mark.parametrize(
    ("connector", "ways"), [(PolledSquare, (True, False, False)), (PushedSquare, (False, True, False)), (StreamedSquare, (False, False, True))]
)  # fmt: skip
def test_the_ways_posts_come_are_told_apart_by_what_a_connector_can_do(connector: Any, ways: tuple[bool, ...]) -> None:
    assert tuple(isinstance(connector(), way) for way in (Polled, Pushed, Streamed)) == ways


def test_what_was_pasted_finds_its_connector_and_shows_its_last_posts(world: World, known: Any) -> None:
    known(PolledSquare()).board = [notice("1", "Glass in the cold brew")]
    found = sources.check_address(member=world.manager, address=SQUARE, now=NOW)
    assert (found.feed, found.title, [post.text for post in found.samples]) == (
        True, "The town square", ["Glass in the cold brew"],
    )  # fmt: skip
    made = subscribe(world, SQUARE)
    assert (made.platform, made.address, Feed.objects.get().config) == ("square", SQUARE, {"square": SQUARE})


def test_an_address_nobody_claims_is_a_feeds(known: Any) -> None:
    known(PolledSquare())
    assert registry.recognised("https://example.org/") == ("rss", {"url": "https://example.org/"})


def test_a_polled_platform_brings_history_news_edits_and_what_was_taken_down(world: World, known: Any) -> None:
    square = known(PolledSquare())
    square.board = [notice("1", "Old news")]
    subscribe(world, SQUARE)
    flow(world)
    square.board += [notice("2", "Glass in the cold brew")]
    later(world, 10)
    square.board += [notice("2", "No glass in the cold brew"), taken_down("1")]
    later(world, 20)
    assert said() == [("", "gone", True), ("No glass in the cold brew", "live", False)]
    assert PostRevision.objects.get().text == "Glass in the cold brew"


def test_a_streamed_platform_has_no_history_and_goes_on_where_it_left_off(world: World, known: Any) -> None:
    square = known(StreamedSquare())
    square.board = [notice("1", "Glass in the cold brew"), notice("2", "And again")]
    subscribe(world, SQUARE)
    flow(world)
    square.board += [taken_down("2")]
    later(world, 10)
    assert said() == [("Glass in the cold brew", "live", False), ("", "gone", False)]
    assert Feed.objects.get().cursor == {"at": 3}


@pytest.mark.parametrize("connector", [PolledSquare, StreamedSquare])
@pytest.mark.parametrize(
    ("then", "ends"), [(("down", "up"), "live"), (("up", "down"), "gone"), (("down", "up", "down"), "gone"), (("down",), "gone")]
)  # fmt: skip
def test_what_was_taken_down_and_put_up_again_in_one_reading_is_as_it_was_last(
    world: World, known: Any, connector: Any, then: tuple[str, ...], ends: str
) -> None:
    square = known(connector())
    square.board = [notice("0", "Nothing")]
    subscribe(world, SQUARE)
    flow(world)
    square.board += [notice("1", "Glass in the cold brew")]
    later(world, 10)
    square.board += [notice("1", "Glass in the cold brew") if one == "up" else taken_down("1") for one in then]
    later(world, 20)
    assert said()[1] == ("Glass in the cold brew" if ends == "live" else "", ends, False)
    square.board += [notice("1", "Glass in the cold brew")]
    later(world, 30)
    assert said()[1] == ("Glass in the cold brew", "live", False)


@pytest.fixture
def with_news(world: World, known: Any) -> Any:
    """A square of one notice, read by Alder."""
    square = known(PolledSquare())
    square.board = [notice("1", "Glass in the cold brew")]
    subscribe(world, SQUARE)
    flow(world)
    return square


def switched(world: World, act: Any, count: float) -> None:
    act(member=world.manager, source=Source.objects.get(brand=world.alder), now=NOW + minutes(count))


@pytest.mark.parametrize("act", [sources.pause_source, sources.remove_source])
def test_what_is_taken_down_while_a_source_rests_is_erased_at_once_where_others_read_the_feed(
    world: World, with_news: Any, act: Any
) -> None:
    elsewhere = {"agency": world.rival, "brand_id": uuid4(), "source_id": uuid4(), "everything": True}
    Subscription.objects.create(feed=Feed.objects.get(), first_served_at=NOW, **elsewhere)
    switched(world, act, 6)
    with_news.board += [taken_down("1"), notice("2", "Not for whom rests")]
    later(world, 20)
    assert said() == [("", "gone", True)]


class ForgetfulSquare(PolledSquare):
    """Shows what hangs there now to whoever begins anew, and what was taken down to nobody but who has a cursor."""

    def poll(self, ctx: Any, config: Any, cursor: Any) -> Any:
        for batch in self._since(cursor):
            yield batch if cursor else replace(batch, records=tuple(one for one in batch.records if "gone" not in one))


def test_what_was_taken_down_while_nobody_read_the_feed_is_erased_when_the_source_is_resumed(
    world: World, known: Any
) -> None:
    square = known(ForgetfulSquare())
    square.board = [notice("1", "Glass in the cold brew")]
    subscribe(world, SQUARE)
    flow(world)
    switched(world, sources.pause_source, 5)
    square.board += [taken_down("1"), notice("2", "Meanwhile")]
    square.board = [one for one in square.board if one != notice("1", "Glass in the cold brew")]
    square.board.insert(0, notice("0", "Long before"))
    switched(world, sources.resume_source, 60)
    later(world, 60)
    assert said() == [("Long before", "live", True), ("", "gone", True), ("Meanwhile", "live", True)]


def test_what_can_no_longer_be_asked_for_is_said_and_all_begins_anew(
    world: World, with_news: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched(world, sources.pause_source, 5)
    with_news.board += [notice("2", "Meanwhile")]
    since = with_news._since

    def expired(cursor: Any) -> Any:
        if cursor:
            raise CursorExpired("Too old.")
        return since(cursor)

    monkeypatch.setattr(with_news, "_since", expired)
    switched(world, sources.resume_source, 60)
    later(world, 60)
    assert len(said()) == 2
    assert any("can no longer be asked for" in note for note in Feed.objects.get().notes)


def test_a_suspended_agency_hears_what_was_taken_down(world: World, with_news: Any) -> None:
    Agency.objects.filter(pk=world.north.pk).update(status="suspended", suspended_reason="Unpaid")
    with_news.board += [taken_down("1")]
    Feed.objects.update(next_fetch_at=NOW + minutes(10))
    collect(NOW + minutes(10))
    assert collection.agencies_behind() == [world.north.pk]
    ingestion.ingest(world.north, now=NOW + minutes(10))
    assert said() == [("", "gone", True)]


def test_what_is_sent_for_a_feed_nobody_reads_now_erases_and_brings_nothing(world: World, known: Any) -> None:
    known(PushedSquare())
    subscribe(world, SQUARE)
    sent(notice("1", "Glass in the cold brew"))
    ingestion.ingest(world.north, now=NOW)
    switched(world, sources.pause_source, 5)
    assert Feed.objects.get().status == "idle"
    assert not sent(taken_down("1"), notice("2", "Not for whom rests")).stale
    ingestion.ingest(world.north, now=NOW + minutes(6))
    assert said() == [("", "gone", False)]
    assert Feed.objects.get().status == "idle"


def test_a_feed_that_is_only_sent_waits_for_its_first_post_however_often_the_beat_looks(
    world: World, known: Any
) -> None:
    known(PushedSquare())
    source = subscribe(world, SQUARE)
    Feed.objects.update(created_at=NOW)
    for count in (0, 10, 2000):
        later(world, count)
    health = sources.health(source, now=NOW + minutes(2000))
    assert (health.state, health.sentence) == ("waiting", "Waiting for the first post.")
    assert (health.last_success_at, health.next_fetch_at, health.lag) == (None, None, None)
    alerting.watch_sources(NOW + minutes(2000))
    assert CoverageGap.objects.get(ends_at=None).reason == "Nothing has been sent yet."


def test_the_health_of_a_feed_that_is_only_sent_is_what_came(world: World, known: Any) -> None:
    known(PushedSquare())
    source = subscribe(world, SQUARE)
    Feed.objects.update(created_at=NOW)
    later(world, 0)
    alerting.watch_sources(NOW + minutes(200))
    sent(notice("1", "Glass in the cold brew"))
    later(world, 2000)
    health = sources.health(source, now=NOW + minutes(2000))
    assert (health.state, health.sentence) == ("ok", "Posts are sent to us; the last came on 17 Nov at 14:02 UTC.")
    assert health.covered_until is not None
    assert health.covered_until - NOW < minutes(1)
    alerting.watch_sources(NOW + minutes(2000))
    assert not CoverageGap.objects.filter(ends_at=None).exists()


def test_what_is_sent_is_taken_in_once_however_often_it_is_sent(world: World, known: Any) -> None:
    known(PushedSquare())
    subscribe(world, SQUARE)
    for _ in range(2):
        assert sent(notice("1", "Glass in the cold brew")).agencies <= {world.north.pk}
    sent(taken_down("1"))
    ingestion.ingest(world.north, now=NOW)
    assert said() == [("", "gone", False)]


def test_a_forged_delivery_changes_nothing_and_says_nothing_of_the_feeds_health(world: World, known: Any) -> None:
    known(PushedSquare())
    subscribe(world, SQUARE)
    before = Feed.objects.values("status", "failures", "error_code", "next_fetch_at", "requested_at").get()
    assert isinstance(sent(notice("1", "Lies"), signed="by nobody").failure, Forbidden)
    assert Feed.objects.values("status", "failures", "error_code", "next_fetch_at", "requested_at").get() == before
    assert Feed.objects.get().lease_until is None
    assert not Post.objects.exists()


def test_a_delivery_while_somebody_holds_the_feed_is_to_be_sent_again(world: World, known: Any) -> None:
    known(PushedSquare())
    subscribe(world, SQUARE)
    Feed.objects.update(lease_until=NOW + minutes(1))
    assert sent(notice("1", "Glass")).stale


def test_nothing_can_be_sent_to_what_is_only_polled(world: World, known: Any) -> None:
    known(PolledSquare())
    subscribe(world, SQUARE)
    assert isinstance(sent(notice("1", "Glass")).failure, InvalidConfig)


def test_no_file_outside_the_tests_names_the_new_platform() -> None:
    found = subprocess.run(
        ["git", "grep", "-lE", "stand_in|(Polled|Pushed|Streamed)Square|square:market"], cwd=settings.BASE_DIR, capture_output=True, text=True,
        timeout=20,
    )  # fmt: skip
    named = {Path(line) for line in found.stdout.splitlines()}
    assert Path(__file__).relative_to(settings.BASE_DIR) in named
    assert {one for one in named if one.parts[0] != "tests"} == set()


def test_every_connector_in_the_register_has_a_way_its_posts_come() -> None:
    assert [name for name, one in registry.PLATFORMS.items() if not isinstance(one, Polled | Pushed | Streamed)] == []

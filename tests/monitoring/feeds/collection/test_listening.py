"""What is listened to: stored as it comes, passed on at once, and never polled beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.errors import Invalid
from accounts.outside.failures import Transient
from monitoring.alerting import services as alerting
from monitoring.feeds import collection
from monitoring.feeds.collection import delivered, outcomes, ways
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import (
    AuthorGone,
    Batch,
    Config,
    Context,
    Cursor,
    Ignored,
    Post,
    Record,
    Tombstone,
)
from monitoring.feeds.models import Arrival, DeliveredPost, Feed, FeedGap, Route, Subscription
from monitoring.feeds.services import sources
from monitoring.inbox.services import ingestion
from monitoring.models import CoverageGap, Mention
from tests.monitoring.feeds.stand_in.connector import PolledSquare, StreamedSquare, notice, taken_down
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.ground import NOW, collect, flow, minutes, subscribe, watch
from tests.world import World

__all__ = ["known"]
SQUARE = "square:market"
Step = Callable[[], None] | dict[str, str] | Exception


class LiveSquare(StreamedSquare):
    """What happens is a script: a notice is said, a call happens while it is waited for, an error ends it."""

    firehose = False

    def __init__(self, *script: Step) -> None:
        super().__init__()
        self.script: list[Step] = list(script)
        self.closed = 0
        self.cursors: list[Cursor] = []

    def is_firehose(self, config: Config) -> bool:
        return self.firehose

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        self.cursors.append(cursor)
        said = int(cursor.get("at", 0))
        try:
            while self.script:
                step = self.script.pop(0)
                if isinstance(step, Exception):
                    raise step
                if callable(step):
                    step()
                    yield Batch(records=(), cursor={"at": said})
                    continue
                said += 1
                yield Batch(records=(step,), cursor={"at": said}, reaches=NOW - timedelta(seconds=30))
        finally:
            self.closed += 1

    def normalise(self, record: Record) -> Post | Tombstone | AuthorGone | Ignored:
        if "banned" in record:
            return AuthorGone("square", "square", record["banned"], NOW)
        read = super().normalise(record)
        if isinstance(read, Post) and "by" in record:
            return Post(
                platform="square",
                source="square",
                external_id=read.external_id,
                text=read.text,
                author_external_id=record["by"],
            )
        return read


def said_by(who: str, name: str, text: str) -> dict[str, str]:
    return {**notice(name, text), "by": who}


class Run:
    """Listens once; what was told, and when to end."""

    def __init__(self, ends_after: int = 10**6) -> None:
        self.told: list[set[UUID]] = []
        self._asked, self._ends_after = 0, ends_after

    def _ending(self) -> bool:
        self._asked += 1
        return self._asked >= self._ends_after

    def __call__(self, now: Any = NOW) -> list[collection.Collected]:
        tenant: Any = connection.tenant
        connection.set_schema_to_public()
        live = collection.Live(tell=self.told.append, ending=self._ending)
        try:
            claims = collection.claim_streams(now, limit=20)
            return [collection.listen(one.feed_id, now, fence=one.fence, live=live) for one in claims]
        finally:
            connection.set_tenant(tenant)


def within(world: World, work: Callable[[], Any]) -> Callable[[], None]:
    """Somebody of the agency does this while it is listened in public."""

    def step() -> None:
        world.enter()
        work()
        connection.set_schema_to_public()

    return step


def texts() -> list[str]:
    return list(Mention.objects.order_by("post__external_id").values_list("post__text", flat=True))


def test_what_is_listened_to_is_never_claimed_by_the_beat_and_what_is_polled_never_by_a_stream(
    world: World, known: Any
) -> None:
    known(LiveSquare())
    subscribe(world, SQUARE)
    assert Feed.objects.get().is_streamed
    assert collection.claim(NOW) == []
    [claim] = collection.claim_streams(NOW, limit=20)
    assert claim.feed_id == Feed.objects.get().pk
    known(PolledSquare())
    subscribe(world, "square:harbour")
    assert collection.claim_streams(NOW, limit=20) == []
    assert len(collection.claim(NOW)) == 1


def test_streams_that_run_leave_the_collectors_places_free(world: World, known: Any) -> None:
    known(LiveSquare())
    subscribe(world, SQUARE)
    known(PolledSquare())
    subscribe(world, "square:harbour")
    assert len(collection.claim_streams(NOW, limit=1)) == 1
    assert len(collection.claim(NOW, limit=1)) == 1


def test_processes_that_look_at_once_share_what_waits(world: World, known: Any) -> None:
    known(LiveSquare())
    for number in range(8):
        subscribe(world, f"square:{number}")
    assert [len(collection.claim_streams(NOW, limit=20)) for _ in range(5)] == [4, 2, 1, 1, 0]


def test_each_batch_is_stored_with_its_cursor_and_told_at_once(world: World, known: Any) -> None:
    seen: list[Any] = []

    def look() -> None:
        feed = Feed.objects.get()
        seen.append((feed.cursor, Route.objects.count(), feed.lease_until is not None, len(run.told)))

    known(LiveSquare(notice("1", "Glass"), look, notice("2", "More glass"), look))
    subscribe(world, SQUARE)
    run = Run()
    [done] = run()
    assert seen == [({"at": 1}, 1, True, 1), ({"at": 2}, 2, True, 2)]
    assert run.told == [{world.north.pk}] * 2
    assert (done.posts, done.routed, done.failure) == (2, 2, None)
    ingestion.ingest(world.north, now=NOW)
    assert texts() == ["Glass", "More glass"]
    assert not Mention.objects.filter(quiet=True).exists()


def test_while_it_lasts_the_source_is_read_up_to_the_last_that_was_said(world: World, known: Any) -> None:
    seen: list[Any] = []
    look = within(world, lambda: seen.append(sources.health(source, now=NOW)))
    known(LiveSquare(notice("1", "Glass"), look))
    source = subscribe(world, SQUARE)
    Run()()
    [health] = seen
    assert (health.state, health.sentence) == ("ok", "Listened to without problems.")
    assert health.covered_until == NOW - timedelta(seconds=30)
    assert health.next_fetch_at is None


def test_a_stream_nobody_listens_to_is_late_and_a_gap_after_some_minutes(world: World, known: Any) -> None:
    known(LiveSquare(notice("1", "Glass")))
    source = subscribe(world, SQUARE)
    Feed.objects.update(created_at=NOW)
    Run()()
    assert sources.health(source, now=NOW + minutes(4)).state == "ok"
    late = sources.health(source, now=NOW + minutes(6))
    assert (late.state, late.sentence.split(".")[0]) == ("late", "Nobody listens to it now")
    alerting.watch_sources(NOW + minutes(6))
    assert CoverageGap.objects.get(ends_at=None).reason == "It was not fetched in time."


def test_who_subscribes_while_it_runs_is_served_from_then_on(world: World, known: Any) -> None:
    def another() -> None:
        subscription = {"agency": world.rival, "brand_id": uuid4(), "source_id": uuid4(), "everything": True}
        Subscription.objects.create(feed=Feed.objects.get(), **subscription)

    known(LiveSquare(notice("1", "Before"), another, notice("2", "After")))
    subscribe(world, SQUARE)
    run = Run()
    run()
    assert run.told == [{world.north.pk}, {world.north.pk, world.rival.pk}]
    assert [route.arrival.external_id for route in Route.objects.for_agency(world.rival)] == ["2"]
    assert not Subscription.objects.filter(first_served_at=None).exists()


def test_what_was_said_while_nobody_wanted_it_is_for_nobody_and_what_was_deleted_is_told(
    world: World, known: Any
) -> None:
    class Resumed(LiveSquare):
        def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
            for number, batch in enumerate(super().stream(ctx, config, cursor)):
                yield replace(batch, reaches=NOW + minutes(10 + 30 * number))

    square = known(LiveSquare(notice("1", "Glass")))
    source = subscribe(world, SQUARE)
    Run()()
    ingestion.ingest(world.north, now=NOW)
    sources.pause_source(member=world.manager, source=source, now=NOW)
    sources.resume_source(member=world.manager, source=source, now=NOW + minutes(60))
    square = known(Resumed(taken_down("1"), notice("2", "Meanwhile"), notice("3", "After it")))
    Run()(NOW + minutes(60))
    ingestion.ingest(world.north, now=NOW + minutes(60))
    assert square.cursors == [{"at": 1}]
    assert texts() == ["", "After it"]


def test_a_query_saved_while_it_runs_counts_for_what_comes_after(world: World, known: Any) -> None:
    save = within(world, lambda: watch(world, "glass"))
    known(LiveSquare(notice("1", "Glass"), save, notice("2", "Glass again")))
    subscribe(world, SQUARE, everything=False)
    Run()()
    ingestion.ingest(world.north, now=NOW)
    assert texts() == ["Glass again"]


def test_asked_to_end_it_stores_what_it_holds_and_gives_the_feed_back_at_once(world: World, known: Any) -> None:
    square = known(LiveSquare(notice("1", "Glass"), notice("2", "More"), notice("3", "Never heard")))
    subscribe(world, SQUARE)
    Run(ends_after=2)()
    feed = Feed.objects.get()
    assert (feed.cursor, feed.lease_until, square.closed) == ({"at": 2}, None, 1)
    assert feed.next_fetch_at <= NOW + timedelta(seconds=1)
    assert len(Run()(NOW + timedelta(seconds=1))) == 1
    assert square.cursors[-1] == {"at": 2}
    assert Arrival.objects.count() == 3


def test_where_nobody_wants_it_any_more_it_rests(world: World, known: Any) -> None:
    source_of = {}
    square = known(LiveSquare(notice("1", "Glass"), lambda: leave(), notice("2", "For nobody")))
    source_of["source"] = subscribe(world, SQUARE)

    def leave() -> None:
        Subscription.objects.update(is_active=False)

    Run()()
    assert square.closed == 1 and Route.objects.count() == 1
    Run()(NOW + timedelta(seconds=6))
    assert Feed.objects.get().status == "idle"


def test_a_connection_that_is_lost_is_taken_up_again_in_seconds(world: World, known: Any) -> None:
    known(LiveSquare(notice("1", "Glass"), Transient("The stream broke off.")))
    source = subscribe(world, SQUARE)
    [done] = Run()()
    feed = Feed.objects.get()
    assert isinstance(done.failure, Transient) and feed.cursor == {"at": 1}
    assert feed.next_fetch_at - NOW < timedelta(seconds=outcomes.STREAM_LEAST + 2)
    health = sources.health(source, now=NOW)
    assert (health.state, health.error) == ("failing", "The stream broke off.")
    Feed.objects.update(failures=9)
    known(LiveSquare(Transient("Still away.")))
    Run()(NOW + minutes(1))
    assert Feed.objects.get().next_fetch_at - NOW < minutes(7)  # five minutes at the longest


def test_a_server_that_hangs_up_at_once_is_not_called_again_and_again(world: World, known: Any) -> None:
    known(LiveSquare())
    subscribe(world, SQUARE)
    Run()()
    assert Feed.objects.get().next_fetch_at > NOW + timedelta(seconds=outcomes.STREAM_LEAST - 1)


def test_a_lost_cursor_leaves_a_gap_from_what_was_heard_last_and_all_begins_anew(world: World, known: Any) -> None:
    square = known(LiveSquare(notice("1", "Glass")))
    source = subscribe(world, SQUARE)
    Run()()
    square.script = [CursorExpired("The stream no longer keeps it.")]
    Run()(NOW + minutes(60))
    gap = FeedGap.objects.get()
    assert gap.starts_at == NOW - timedelta(seconds=30)
    assert gap.ends_at - NOW > minutes(59)
    assert Feed.objects.get().cursor == {}
    square.script = [notice("2", "News")]
    Run()(NOW + minutes(61))
    assert square.cursors == [{}, {"at": 1}, {}]
    alerting.watch_sources(NOW + minutes(61))
    assert "no longer keeps" in CoverageGap.objects.get(source=source).reason


def test_a_gap_that_a_batch_tells_of_has_its_own_beginning_and_end(world: World, known: Any) -> None:
    class Gapped(StreamedSquare):
        def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
            yield Batch(
                records=(notice("1", "Glass"),), cursor={"at": 1}, missed="Too long.", missed_since=NOW - minutes(90),
                missed_until=NOW - minutes(60), reaches=NOW - minutes(59),
            )  # fmt: skip

    known(Gapped())
    subscribe(world, SQUARE)
    Run()()
    gap = FeedGap.objects.get()
    assert (gap.starts_at, gap.ends_at, gap.reason) == (NOW - minutes(90), NOW - minutes(60), "Too long.")


def test_what_a_turn_was_read_like_is_said_until_the_next_one_ended(world: World, known: Any) -> None:
    class Noting(StreamedSquare):
        notes: tuple[str, ...] = ("A message could not be read.",)

        def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
            for _ in range(2):
                yield Batch(records=(), cursor={}, notes=self.notes)

    square = known(Noting())
    source = subscribe(world, SQUARE)
    Run()()
    assert sources.health(source, now=NOW).notes == ("A message could not be read.",)
    square.notes = ()
    Run()(NOW + minutes(1))
    assert sources.health(source, now=NOW).notes == ()


def test_whoever_lost_its_lease_can_store_nothing_more(world: World, known: Any) -> None:
    square = known(LiveSquare(notice("1", "Glass"), lambda: taken(), notice("2", "Too late")))
    subscribe(world, SQUARE)

    def taken() -> None:
        feed = Feed.objects.get()
        Feed.objects.update(fence=feed.fence + 1)

    [done] = Run()()
    assert done.stale and square.closed == 1
    assert (Feed.objects.get().cursor, Arrival.objects.count()) == ({"at": 1}, 1)


def test_no_database_connection_is_held_while_nothing_is_said(committed_world: World, known: Any) -> None:
    held: list[bool] = []
    known(LiveSquare(notice("1", "Glass"), lambda: held.append(connection.connection is not None), notice("2", "More")))
    subscribe(committed_world, SQUARE)
    Run()()
    assert held == [False]
    assert Arrival.objects.count() == 2


def test_a_turn_that_fails_by_our_own_error_does_not_read_as_healthy(world: World, known: Any) -> None:
    known(LiveSquare(notice("1", "Glass"), RuntimeError("a slip of ours")))
    source = subscribe(world, SQUARE)
    with pytest.raises(RuntimeError):
        Run()()
    assert "our side" in sources.health(source, now=NOW).error


class Firehose(LiveSquare):
    firehose = True


def test_of_a_network_only_what_queries_match_can_be_kept(world: World, known: Any) -> None:
    known(Firehose())
    with pytest.raises(Invalid) as refused:
        subscribe(world, SQUARE)
    assert set(refused.value.fields) == {"everything"}
    source = subscribe(world, SQUARE, everything=False)
    with pytest.raises(Invalid) as refused:
        sources.change_source(member=world.manager, source=source, name="All of it", everything=True, now=NOW)
    assert set(refused.value.fields) == {"everything"}


@pytest.fixture
def network(world: World, known: Any) -> Firehose:
    """A network of which Alder keeps what is said of glass, and a rival's brand nothing so far."""
    square = known(Firehose())
    subscribe(world, SQUARE, everything=False)
    watch(world, "glass")
    elsewhere = {"agency": world.rival, "brand_id": uuid4(), "source_id": uuid4(), "everything": False}
    Subscription.objects.create(feed=Feed.objects.get(), first_served_at=NOW, **elsewhere)
    return square


def test_of_a_networks_deletions_those_hear_who_have_the_post(world: World, network: Firehose) -> None:
    network.script = [notice("1", "Glass"), notice("2", "Tea"), taken_down("1"), taken_down("2"), taken_down("3")]
    Run()()
    assert [(route.agency_id, route.arrival.external_id) for route in Route.objects.order_by("number")] == [
        (world.north.pk, "1"), (world.north.pk, "1"),
    ]  # fmt: skip
    ingestion.ingest(world.north, now=NOW)
    assert texts() == [""]
    assert not DeliveredPost.objects.exists()


def test_a_post_that_is_written_and_deleted_in_one_batch_is_erased(world: World, network: Firehose) -> None:
    class AtOnce(Firehose):
        def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
            yield Batch(
                records=(
                    said_by("ina", "1", "Glass"),
                    taken_down("1"),
                    said_by("ina", "2", "Glass"),
                    {"banned": "ina"},
                ),
                cursor={"at": 1},
            )

    known_as = AtOnce()
    network.stream = known_as.stream  # type: ignore[method-assign]
    Run()()
    ingestion.ingest(world.north, now=NOW)
    assert texts() == ["", ""]


def test_with_an_account_go_all_its_posts_and_nobody_elses(world: World, network: Firehose) -> None:
    network.script = [said_by("ina", "1", "Glass"), said_by("tom", "2", "Glass too"), said_by("ina", "3", "More glass")]
    Run()()
    Arrival.objects.update(fetched_at=NOW - timedelta(days=9))
    ingestion.ingest(world.north, now=NOW)
    collection.prune(NOW)
    network.script = [{"banned": "ina"}, {"banned": "nobody"}]
    Run()(NOW + minutes(1))
    ingestion.ingest(world.north, now=NOW + minutes(1))
    assert texts() == ["", "Glass too", ""]
    assert [row.external_id for row in DeliveredPost.objects.for_agency(world.north)] == ["2"]


def test_who_has_what_is_forgotten_when_mentions_are(world: World, network: Firehose) -> None:
    network.script = [notice("1", "Glass")]
    Run()()
    assert delivered.prune(NOW + delivered.KEPT - minutes(1)) == 0
    assert delivered.prune(NOW + delivered.KEPT + minutes(1)) == 1


class Named(Firehose):
    """Knows who wrote a post only when it is asked."""

    asked: Sequence[str] = ()
    failure: Exception | None = None

    def complete(self, ctx: Context, posts: Sequence[Post]) -> Sequence[Post]:
        self.asked = [*self.asked, *(post.external_id for post in posts)]
        if self.failure:
            raise self.failure
        return [
            Post(platform="square", source="square", external_id=one.external_id, text=one.text, author_handle="ina")
            for one in posts
        ]


def test_what_somebody_wants_is_made_better_known_and_nothing_else(world: World, known: Any) -> None:
    square = known(Named(notice("1", "Glass"), notice("2", "Tea")))
    subscribe(world, SQUARE, everything=False)
    watch(world, "glass")
    flow(world)
    assert square.asked == ["1"]
    assert Mention.objects.get().post.author_handle == "ina"


def test_what_cant_be_asked_now_goes_on_as_it_came_and_is_left_alone_for_a_while(world: World, known: Any) -> None:
    square = known(Named(notice("1", "Glass"), notice("2", "Glass again")))
    square.failure = Transient("Away.")
    subscribe(world, SQUARE, everything=False)
    watch(world, "glass")
    flow(world)
    assert texts() == ["Glass", "Glass again"]
    assert square.asked == ["1"]


class BothWays(LiveSquare):
    """Polled for history, and then listened to."""

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        yield Batch(records=tuple(self.board), cursor={"at": 0})


def test_of_what_is_polled_as_well_newcomers_get_the_history_first(world: World, known: Any) -> None:
    square = known(BothWays(notice("2", "Said since")))
    square.board = [notice("1", "Long ago")]
    subscribe(world, SQUARE)
    collect()
    ingestion.ingest(world.north, now=NOW)
    assert list(Mention.objects.order_by("post__external_id").values_list("post__text", "quiet")) == [
        ("Long ago", True), ("Said since", False),
    ]  # fmt: skip


def test_ways_are_told_by_the_connector_and_the_configuration(known: Any) -> None:
    known(Firehose())
    assert ways.is_streamed("square", {}, with_secrets=False) and ways.is_firehose("square", {})
    known(PolledSquare())
    assert not ways.is_streamed("square", {}, with_secrets=False) and not ways.is_firehose("square", {})
    assert not ways.is_streamed("gone", {}, with_secrets=False)

"""A query run over what is stored: all of it, once, quietly, and it goes on wherever it was stopped."""

from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import UUID

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.feeds.collection import routing
from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.feeds.models import Arrival, Feed
from monitoring.inbox.services import backfilling, ingestion, queries
from monitoring.models import Alert, Backfill, BucketCount, FreshMention, Mention, MentionMatch, Post
from tests.loopback import Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe, watch
from tests.world import World

LATER = NOW + minutes(5)


def _run(backfill: Backfill, now: Any = LATER, most: int = 50) -> Backfill:
    for _ in range(most):
        if not backfilling.step(backfill.pk, now=now):
            break
    return Backfill.objects.get(pk=backfill.pk)


def _begin(world: World, query: Any, now: Any = NOW, **more: Any) -> Backfill:
    return backfilling.start_backfill(member=world.analyst, query=query, now=now, **more)


def _series(query: Any) -> int:
    return sum(BucketCount.objects.filter(query=query).values_list("total", flat=True))


def test_a_new_query_finds_what_is_stored_and_counts_it_quietly(world: World, server: Server) -> None:
    entries = [entry(str(n), "Alder coffee" if n % 3 == 0 else "Weather", NOW - minutes(10 * n)) for n in range(30)]
    subscribe(world, publish(server, entries))
    flow(world)
    before = BucketCount.objects.filter(query=None).count()
    query = watch(world, "coffee")
    done = _run(_begin(world, query))
    assert (done.status, done.read, done.total, done.matched, done.made) == ("done", 30, 30, 10, 0)
    assert MentionMatch.objects.filter(query=query).count() == 10
    assert _series(query) == 10
    assert all(row.quiet == row.total for row in BucketCount.objects.filter(query=query))
    assert BucketCount.objects.filter(query=None).count() == before  # the brand's own count is what it was


def test_posts_stored_for_another_brand_of_the_same_feed_become_quiet_mentions(world: World, server: Server) -> None:
    address = publish(server, [entry(str(n), "Alder or Lumen", NOW - minutes(n)) for n in range(4)])
    subscribe(world, address, brand=world.lumen, member=world.other)
    flow(world)
    source = subscribe(world, address, everything=False)
    query = watch(world, "alder")
    assert not Mention.objects.filter(brand=world.alder).exists()
    done = _run(_begin(world, query))
    made = Mention.objects.filter(brand=world.alder)
    assert (done.made, made.count(), Post.objects.count()) == (4, 4, 4)
    assert all(one.quiet and one.source_id == source.pk for one in made)
    assert not FreshMention.objects.filter(mention__in=made).exists()
    assert sum(BucketCount.objects.filter(brand=world.alder, query=None).values_list("quiet", flat=True)) == 4
    # What the feed shows it anyway, as the new subscription's history, is no second mention.
    flow(world, NOW + minutes(1))
    assert made.count() == 4
    assert _series(query) == 4


def test_what_was_fetched_for_others_and_is_still_held_is_found_in_its_last_words(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another agency wanted these posts of the feed; to this one they were never sent."""
    monkeypatch.setattr(backfilling, "CHUNK", 2)
    source = subscribe(world, publish(server, []), everything=False)
    flow(world)
    for name, text in (
        ("1", "Alder at first"),
        ("2", "Alder"),
        ("1", "Alder in the end"),
        ("3", "Tea"),
        ("4", "alder"),
    ):
        post = Fetched(platform="rss", source="x", external_id=name, text=text, published_at=NOW)
        Arrival.objects.create(
            feed_id=source.feed_id, external_id=name, fingerprint=post.fingerprint, post=post.to_json(), fetched_at=NOW
        )
    done = _run(_begin(world, watch(world, "alder"), NOW + minutes(1)))
    assert (done.status, done.read, done.total, done.made) == ("done", 4, 4, 3)
    assert set(Post.objects.values_list("text", flat=True)) == {"Alder in the end", "Alder", "alder"}
    assert all(one.quiet for one in Mention.objects.filter(brand=world.alder))


def test_what_others_wanted_is_found_in_the_words_that_went_out_last_and_not_where_it_is_gone(
    world: World, server: Server
) -> None:
    feed = Feed.objects.get(pk=subscribe(world, publish(server, []), everything=False).feed_id)
    flow(world)
    told = [("1", "Alder is safe"), ("1", "Alder is not safe"), ("1", "Alder is safe")]
    told += [("2", "Alder"), ("2", ""), ("2", "Alder"), ("3", "Alder too"), ("3", "")]  # no words: deleted
    for n, (name, text) in enumerate(told):
        shown = Fetched(platform="rss", source="x", external_id=name, text=text, published_at=NOW)
        wanted = routing.Wanted(shown if text else Tombstone("rss", "x", name), {world.rival.pk: [{}]})
        routing.store(feed, [wanted], NOW + minutes(n))
    done = _run(_begin(world, watch(world, "alder"), NOW + minutes(20)), NOW + minutes(25))
    assert (done.status, done.made) == ("done", 2)
    assert set(Post.objects.values_list("text", flat=True)) == {"Alder is safe", "Alder"}


def test_posts_that_are_on_their_way_are_taken_once_and_stay_news(world: World, server: Server) -> None:
    address = publish(server, [])
    subscribe(world, address, now=NOW - minutes(30))
    flow(world, NOW - minutes(30))
    publish(server, [entry(str(n), f"Alder {n}", NOW - minutes(n)) for n in range(3)])
    collect(NOW)  # fetched and routed, and the agency has not taken it yet
    done = _run(_begin(world, watch(world, "alder")))
    assert (done.status, done.made) == ("done", 3)
    assert ingestion.ingest(world.north, now=NOW + minutes(1)).mentions == {}
    assert Mention.objects.filter(quiet=False).count() == FreshMention.objects.count() == 3
    assert sum(BucketCount.objects.filter(query=None).values_list("total", flat=True)) == 3


def test_an_edited_post_keeps_its_newest_words(world: World, server: Server) -> None:
    address = publish(server, [entry("1", "Alder is fine", NOW - minutes(9))])
    subscribe(world, address)
    flow(world)
    publish(server, [entry("1", "Alder is bad", NOW - minutes(9))])
    flow(world, NOW + minutes(30))
    _run(_begin(world, watch(world, "alder"), NOW + minutes(31)), NOW + minutes(40))
    post = Post.objects.get()
    assert (post.text, post.revision) == ("Alder is bad", 2)


def test_a_run_that_dies_goes_on_where_it_was_and_doubles_nothing(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "CHUNK", 4)
    subscribe(world, publish(server, [entry(str(n), "Alder", NOW - minutes(n)) for n in range(10)]))
    flow(world)
    query = watch(world, "alder")
    row = _begin(world, query)
    backfilling.step(row.pk, now=NOW)
    with (
        mock.patch.object(backfilling, "write_mentions", side_effect=RuntimeError("lost")),
        pytest.raises(RuntimeError),
    ):
        backfilling.step(row.pk, now=NOW)
    row.refresh_from_db()
    assert (row.status, row.failures, row.read, _series(query)) == ("running", 1, 4, 4)
    done = _run(row)
    assert (done.status, done.failures, done.matched, _series(query)) == ("done", 0, 10, 10)
    assert _run(row).matched == 10  # one more job changes nothing
    _run(_begin(world, query, LATER), LATER + minutes(5))
    assert (_series(query), Mention.objects.count()) == (10, 10)


def test_a_run_that_fails_three_times_says_so_and_can_be_resumed(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", "Alder", NOW)]))
    flow(world)
    row = _begin(world, watch(world, "alder"))
    for _ in range(3):
        with mock.patch.object(backfilling, "write_mentions", side_effect=RuntimeError), pytest.raises(RuntimeError):
            backfilling.step(row.pk, now=NOW)
    row.refresh_from_db()
    assert row.status == "failed"
    backfilling.resume_backfill(member=world.analyst, backfill=row, now=NOW)
    assert _run(row).status == "done"


def test_a_stopped_run_stays_stopped_and_goes_on_when_asked(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "CHUNK", 2)
    subscribe(world, publish(server, [entry(str(n), "Alder", NOW - minutes(n)) for n in range(6)]))
    flow(world)
    query = watch(world, "alder")
    row = _begin(world, query)
    backfilling.step(row.pk, now=NOW)
    assert backfilling.cancel_backfill(member=world.analyst, backfill=row, now=NOW).status == "cancelled"
    assert (_run(row).status, _series(query)) == ("cancelled", 2)
    with pytest.raises(Conflict):
        backfilling.cancel_backfill(member=world.analyst, backfill=row, now=NOW)
    backfilling.resume_backfill(member=world.analyst, backfill=row, now=NOW)
    assert (_run(row).status, _series(query)) == ("done", 6)


def test_a_changed_query_ends_the_run_of_its_older_text(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", "Alder", NOW)]))
    flow(world)
    query = watch(world, "alder")
    row = _begin(world, query)
    assert _begin(world, query).pk == row.pk  # asked for twice, begun once
    queries.change_query(member=world.analyst, query=query, edit=queries.Edit(name="Alder", text="lumen"), now=NOW)
    assert _run(row).status == "replaced"
    assert not MentionMatch.objects.exists()


def test_what_came_while_the_query_was_saved_is_looked_at_once_more(world: World, server: Server) -> None:
    """A worker may have matched with the register of a moment ago, and store it only after the run has passed."""
    address = publish(server, [])
    subscribe(world, address)
    flow(world)
    query = watch(world, "alder")
    row = _begin(world, query)
    waiting = _run(row, NOW + timedelta(seconds=2))
    assert (waiting.status, waiting.phase) == ("running", "settling")
    assert backfilling.waits_to_settle(row.pk)
    publish(server, [entry("1", "Alder", NOW)])
    with mock.patch.object(queries.saving.register._INDEX, "match", return_value=[[]]):
        flow(world, NOW + minutes(11))
    Mention.objects.update(first_seen_at=NOW + timedelta(seconds=1))
    assert not MentionMatch.objects.exists()
    assert backfilling.wake_stalled(now=NOW + minutes(12)) == 1
    assert _run(row, NOW + minutes(12)).status == "done"
    assert MentionMatch.objects.filter(query=query).count() == 1


def test_history_wakes_nobody(world: World, server: Server) -> None:
    address = publish(server, [entry(str(n), "Alder", NOW - minutes(n / 10)) for n in range(40)])
    subscribe(world, address, brand=world.lumen, member=world.other)
    flow(world)
    subscribe(world, address, everything=False)
    query = watch(world, "alder")
    settings = {"posts": 5, "minutes": 60, "stream": "all"}
    draft = RuleDraft(kind="threshold", name="Five", settings=settings, query_id=query.pk)
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    _run(_begin(world, query))
    alerting.evaluate(world.north, now=NOW + minutes(6))
    assert Mention.objects.filter(brand=world.alder).count() == 40
    assert not Alert.objects.filter(brand=world.alder).exists()


def test_only_those_on_the_brand_may_run_a_query(world: World) -> None:
    query = watch(world, "alder")
    with pytest.raises(NotFound):
        backfilling.start_backfill(member=world.other, query=query, now=NOW)
    with pytest.raises(Forbidden):
        backfilling.start_backfill(member=world.client, query=query, now=NOW)
    with pytest.raises(Invalid):
        _begin(world, query, days=0)
    row = _begin(world, query)
    with pytest.raises(NotFound):
        backfilling.cancel_backfill(member=world.other, backfill=row, now=NOW)
    assert isinstance(row.pk, UUID)
    queries.remove_query(member=world.manager, query=query, now=NOW)
    with pytest.raises(Conflict):
        _begin(world, query)

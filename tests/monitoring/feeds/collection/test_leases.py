"""Who may fetch, who may store, and what a crash leaves."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.feeds import collection
from monitoring.feeds.collection import collecting, heartbeat, leasing, routing
from monitoring.feeds.models import Arrival, Feed, Route
from monitoring.inbox.services import ingestion
from monitoring.models import Alert, BucketCount, IngestPosition, Mention, Post
from tests.loopback import Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World


def at_once(count: int, work: Callable[[int], Any], tenant: Any = None) -> list[Any]:
    """Runs `work` in so many threads that start together; returns what they return, or the error raised."""
    barrier, found = threading.Barrier(count), [None] * count

    def run(n: int) -> None:
        try:
            if tenant is not None:
                connection.set_tenant(tenant)
            barrier.wait(10)
            found[n] = work(n)
        except Exception as error:
            found[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for one in found:
        if isinstance(one, Exception):
            raise one
    return found


def test_two_claimers_never_take_the_same_feed(committed_world: World, server: Server) -> None:
    for n in range(12):
        subscribe(committed_world, publish(server, [], f"/{n}.json"))
    claims = at_once(6, lambda n: collection.claim(NOW, limit=5))
    taken = [claim.feed_id for one in claims for claim in one]
    assert len(taken) == len(set(taken))
    rest = collection.claim(NOW)
    assert len(taken) + len(rest) == 12


def test_a_claim_whose_message_was_lost_is_handed_out_again_within_a_minute_and_good_for_one_fetch(
    world: World, server: Server
) -> None:
    subscribe(world, publish(server, [entry("1")]))
    [lost] = collection.claim(NOW)
    assert collection.claim(NOW + collection.QUEUED - timedelta(seconds=1)) == []
    [again] = collection.claim(NOW + collection.QUEUED + timedelta(seconds=1))
    assert again == lost
    assert collection.QUEUED + timedelta(seconds=5) <= timedelta(seconds=45)  # the beat looks every five seconds
    assert collection.collect(again.feed_id, NOW + minutes(1), fence=again.fence).routed == 1
    # The first message was only late: it fetches nothing a second time.
    requests = len(server.asked)
    assert collection.collect(lost.feed_id, NOW + minutes(1), fence=lost.fence).stale
    assert len(server.asked) == requests
    assert Arrival.objects.count() == 1


def test_of_several_messages_for_one_fetch_one_fetches(committed_world: World, server: Server) -> None:
    subscribe(committed_world, publish(server, [entry("1")]))
    [claim] = collection.claim(NOW)
    found = at_once(4, lambda n: collection.collect(claim.feed_id, NOW, fence=claim.fence))
    assert sorted(one.stale for one in found) == [False, True, True, True]
    assert Route.objects.count() == 1


def test_a_queue_longer_than_a_claim_starves_nobody(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    messages = []
    for n in range(10):  # handed out again and again before the first message has its turn
        messages += collection.claim(NOW + n * (collection.QUEUED + timedelta(seconds=1)))
    assert len(messages) == 10
    late = NOW + 10 * collection.QUEUED
    found = [collection.collect(one.feed_id, late, fence=one.fence) for one in messages]
    assert [one.stale for one in found] == [False] + [True] * 9


def test_a_lease_that_ran_out_is_taken_over_and_the_old_holder_can_store_nothing(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    [claim] = collection.claim(NOW)
    _, held = leasing.begin(claim, NOW) or pytest.fail("a fresh claim begins")
    assert collection.claim(NOW + collection.LEASE - timedelta(seconds=1)) == []
    assert collection.LEASE + timedelta(seconds=5) <= timedelta(seconds=45)
    [new] = collection.claim(NOW + collection.LEASE + timedelta(seconds=1))
    taken = collection.collect(new.feed_id, NOW + minutes(1), fence=new.fence)
    assert taken.routed == 1
    assert not leasing.renew(held, NOW + minutes(1))
    assert Feed.objects.get().fence == held.fence + 1


def test_a_fetch_that_ended_is_not_leased_again_by_a_late_beat(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    [claim] = collection.claim(NOW)
    collection.collect(claim.feed_id, NOW, fence=claim.fence)
    feed = Feed.objects.get()
    assert feed.lease_until is None
    assert not leasing.renew(leasing.Claim(feed.pk, feed.fence), NOW)
    assert Feed.objects.get().lease_until is None


def test_a_slow_fetch_keeps_its_feed_by_its_heartbeat(
    committed_world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(committed_world, publish(server, [entry("1")]))
    [claim] = collection.claim(NOW)
    beats, renew, posts = threading.Semaphore(0), leasing.renew, collecting._posts

    def counted(*args: Any) -> bool:
        renewed = renew(*args)
        beats.release()
        return renewed

    def slow(*args: Any) -> Any:
        assert all(beats.acquire(timeout=20) for _ in range(3))
        return posts(*args)

    monkeypatch.setattr(heartbeat, "EVERY_SECONDS", 0.02)
    monkeypatch.setattr(leasing, "renew", counted)
    monkeypatch.setattr(collecting, "_posts", slow)
    before = threading.active_count()
    found = collection.collect(claim.feed_id, NOW, fence=claim.fence)
    assert (found.stale, found.routed) == (False, 1)
    assert threading.active_count() == before
    assert Feed.objects.get().lease_until is None


def test_no_more_feeds_are_in_hand_than_allowed(world: World, server: Server) -> None:
    for n in range(5):
        subscribe(world, publish(server, [], f"/{n}.json"))
    first = collection.claim(NOW, limit=3)
    assert len(first) == 3
    assert collection.claim(NOW, limit=3) == []
    collection.collect(first[0].feed_id, NOW, fence=first[0].fence)
    assert len(collection.claim(NOW, limit=3)) == 1


def test_a_fence_that_moves_on_during_a_fetch_keeps_the_slow_one_from_storing(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    [claim] = collection.claim(NOW)
    real = collecting._posts

    def posts(*args: Any) -> Any:
        Feed.objects.update(fence=claim.fence + 2)  # fetched, not stored yet: somebody else takes over
        return real(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collecting, "_posts", posts)
        found = collection.collect(claim.feed_id, NOW, fence=claim.fence)
    assert found.stale
    assert not Arrival.objects.exists()
    assert Feed.objects.get().cursor == {}


def test_a_crash_while_storing_leaves_neither_posts_nor_a_moved_cursor(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1"), entry("2")]))
    real = routing.insert

    def failing(model: Any, *args: Any, **more: Any) -> Any:
        if model is Route:
            raise RuntimeError("the power went")
        return real(model, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routing, "insert", failing)
        with pytest.raises(RuntimeError):
            collect()
    assert not Arrival.objects.exists()
    assert Feed.objects.get().cursor == {}
    assert Feed.objects.get().error_code == "failure"
    flow(world, NOW + minutes(1440))
    assert Mention.objects.count() == 2


def test_a_crash_while_ingesting_loses_and_doubles_nothing(world: World, server: Server) -> None:
    from monitoring.inbox.services.ingestion import taking

    subscribe(world, publish(server, [entry(str(n), at=NOW) for n in range(7)]))
    collect()

    def failing(*_: Any) -> Any:
        raise RuntimeError("the power went")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking.Counting, "write", failing)
        with pytest.raises(RuntimeError):
            ingestion.ingest(world.north, now=NOW)
    assert not Post.objects.exists()
    assert IngestPosition.objects.count() == 0
    assert ingestion.ingest(world.north, now=NOW, limit=4).more
    ingestion.ingest(world.north, now=NOW, limit=4)
    assert Mention.objects.count() == BucketCount.objects.get().total == 7


def test_an_agency_that_fails_delays_only_itself(world: World, server: Server) -> None:
    address = publish(server, [entry("1")])
    subscribe(world, address)
    world.enter(world.rival)
    subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    collect()
    from monitoring.inbox.services.ingestion import taking

    real = taking.write_posts

    def failing(items: Any, now: Any) -> Any:
        if connection.schema_name == world.rival.schema_name:
            raise RuntimeError("this agency's data is in the way")
        return real(items, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "write_posts", failing)
        with pytest.raises(RuntimeError):
            ingestion.ingest(world.rival, now=NOW)
        assert ingestion.ingest(world.north, now=NOW).posts == 1
    assert collection.agencies_behind() == [world.rival.pk]
    assert ingestion.ingest(world.rival, now=NOW).posts == 1
    assert collection.agencies_behind() == []


def test_many_ingesters_of_one_agency_double_nothing(committed_world: World, server: Server) -> None:
    subscribe(committed_world, publish(server, [entry(str(n), at=NOW) for n in range(40)]))
    collect()
    turns = at_once(4, lambda n: ingestion.ingest(committed_world.north, now=NOW, limit=10))
    assert sum(turn.routes for turn in turns) == 40
    with tenant_context(committed_world.north):
        assert Mention.objects.count() == BucketCount.objects.get().total == 40


def test_agencies_that_share_feeds_collect_at_once_without_a_deadlock(committed_world: World, server: Server) -> None:
    world = committed_world
    for n in range(4):
        address = publish(server, [entry(f"{n}-{k}") for k in range(30)], f"/{n}.json")
        subscribe(world, address)
        world.enter(world.rival)
        subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
        world.enter()
    claims = collection.claim(NOW)
    found = at_once(4, lambda n: collection.collect(claims[n].feed_id, NOW, fence=claims[n].fence))
    assert [one.routed for one in found] == [60] * 4
    for agency in (world.north, world.rival):
        numbers = list(Route.objects.for_agency(agency).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, 121))


def test_a_burst_judged_by_eight_threads_is_one_alert(committed_world: World, server: Server) -> None:
    world = committed_world
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": 5, "minutes": 60})
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    subscribe(world, publish(server, []), now=NOW - minutes(20))
    flow(world, NOW - minutes(20))
    publish(server, [entry(str(n), at=NOW) for n in range(9)])
    flow(world, NOW)
    found = at_once(8, lambda n: alerting.evaluate(world.north, now=NOW).alerts)
    assert sum(len(one) for one in found) == 1
    with tenant_context(world.north):
        assert Alert.objects.count() == 1

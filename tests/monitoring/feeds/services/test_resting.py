"""A feed rests when nobody wants it, and never while somebody does: those who come while it is laid to rest wake it."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from monitoring.feeds import collection
from monitoring.feeds.collection import pruning
from monitoring.feeds.models import Feed, Subscription
from monitoring.feeds.services import sources
from tests.loopback import Server
from tests.monitoring.ground import NOW, collect, entry, minutes, publish, subscribe
from tests.races import until_somebody_waits
from tests.world import World


def _beside(world: World, work: Callable[[], object]) -> tuple[threading.Thread, list[Exception]]:
    failed: list[Exception] = []

    def run() -> None:
        try:
            world.enter()
            work()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def test_who_subscribes_while_the_last_subscriber_leaves_has_the_feed_read(
    committed_world: World, server: Server
) -> None:
    world = committed_world
    address = publish(server, [entry("1")])
    left = subscribe(world, address)
    with transaction.atomic():
        sources.remove_source(member=world.manager, source=left, now=NOW)
        coming, failed = _beside(world, lambda: subscribe(world, address, brand=world.lumen, member=world.owner))
        until_somebody_waits(coming)
    coming.join(30)
    assert failed == []
    assert Subscription.objects.filter(is_active=True).count() == 1
    assert Feed.objects.get().status == "active"


def test_who_leaves_while_somebody_subscribes_leaves_the_feed_awake(committed_world: World, server: Server) -> None:
    world = committed_world
    address = publish(server, [entry("1")])
    left = subscribe(world, address)
    with transaction.atomic():
        subscribe(world, address, brand=world.lumen, member=world.owner)
        leaving, failed = _beside(
            world, lambda: sources.remove_source(member=world.fresh(world.manager), source=left, now=NOW)
        )
        until_somebody_waits(leaving)
    leaving.join(30)
    assert failed == []
    assert Feed.objects.get().status == "active"


def test_who_subscribes_while_a_fetch_finds_nobody_has_the_feed_read(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    Subscription.objects.update(is_active=False)
    poll = collection.collecting.Collection._poll

    def somebody_comes(self: Any, feed: Feed, subscriptions: list[Subscription]) -> None:
        Subscription.objects.update(is_active=True)
        sources.keeping.wake(source.feed_id, NOW)
        poll(self, feed, subscriptions)

    with monkeypatch.context() as patch:
        patch.setattr(collection.collecting.Collection, "_poll", somebody_comes)
        collect(NOW)
    assert server.asked == []
    feed = Feed.objects.get()
    assert (feed.status, feed.lease_until) == ("active", None)
    assert len(collect(NOW)) == 1
    assert server.asked


def test_a_feed_that_rests_though_somebody_wants_it_is_woken_within_the_hour(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    Feed.objects.update(status="idle", next_fetch_at=NOW + minutes(600))
    unwanted = Feed.objects.create(platform="rss", url="http://a.example", next_fetch_at=NOW, status="idle")
    pruning.prune(NOW)
    assert set(Feed.objects.filter(status="idle")) == {unwanted}
    assert len(collect(NOW)) == 1


def test_a_source_led_to_a_feed_that_is_added_at_the_same_moment_is_refused_at_its_address(
    committed_world: World, server: Server
) -> None:
    world = committed_world
    source = subscribe(world, publish(server, [entry("1")]))
    address = publish(server, [entry("2")], "/other.json")
    subscribe(world, address, brand=world.lumen, member=world.owner)
    manager = world.fresh(world.manager)

    def lead() -> None:
        sources.change_source(
            member=manager, source=source, name="Led", everything=True, fields={"url": address}, now=NOW
        )

    with transaction.atomic():
        subscribe(world, address)
        leading, failed = _beside(world, lead)
        until_somebody_waits(leading)
    leading.join(30)
    assert [getattr(one, "code", one) for one in failed] == ["source_exists"]

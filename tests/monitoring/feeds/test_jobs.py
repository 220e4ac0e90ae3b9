"""The clock of what is fetched."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from monitoring.feeds import collection
from monitoring.feeds import jobs as feed_jobs
from monitoring.feeds.models import Arrival, Feed, Route
from monitoring.inbox.services import ingestion
from monitoring.models import Mention
from tests.loopback import Server
from tests.monitoring.ground import beat, entry, publish, subscribe
from tests.world import World


def test_a_feed_whose_job_was_lost_is_claimed_again_when_its_lease_ends(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(feed_jobs.collect_feed, "delay", lambda *_, **__: None)
        assert beat(feed_jobs.collect_due) == 1
    assert beat(feed_jobs.collect_due) == 0
    Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert beat(feed_jobs.collect_due) == 1
    assert Route.objects.count() == 1


def test_pruning_drops_what_is_old_and_taken_and_nothing_else(world: World, server: Server, eager: None) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    world.enter(world.rival)
    subscribe(world, server.url("/feed.json"), member=world.rival_owner, brand=world.rival_brand, now=timezone.now())
    world.enter()
    claims = collection.claim(timezone.now())
    connection.set_schema_to_public()
    collection.collect(claims[0].feed_id, timezone.now(), fence=claims[0].fence)
    ingestion.ingest(world.north, now=timezone.now())
    long_ago = timezone.now() - timedelta(days=9)
    Route.objects.update(created_at=long_ago)
    Arrival.objects.update(fetched_at=long_ago)
    beat(feed_jobs.prune_routes)
    assert [route.agency_id for route in Route.objects.all()] == [world.rival.pk]
    assert Arrival.objects.count() == 1
    ingestion.ingest(world.rival, now=timezone.now())
    beat(feed_jobs.prune_routes)
    assert not Route.objects.exists()
    assert not Arrival.objects.exists()


def test_pruning_keeps_up_with_more_than_one_statement_takes(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection.pruning, "_AT_ONCE", 2)
    subscribe(world, publish(server, [entry(str(number)) for number in range(5)]), now=timezone.now())
    connection.set_schema_to_public()
    claims = collection.claim(timezone.now())
    collection.collect(claims[0].feed_id, timezone.now(), fence=claims[0].fence)
    ingestion.ingest(world.north, now=timezone.now())
    assert (Route.objects.count(), Arrival.objects.count()) == (5, 5)
    Route.objects.update(created_at=timezone.now() - timedelta(days=9))
    Arrival.objects.update(fetched_at=timezone.now() - timedelta(days=9))
    beat(feed_jobs.prune_routes)
    assert (Route.objects.count(), Arrival.objects.count()) == (0, 0)


def test_a_worker_whose_clock_is_wrong_goes_by_the_databases(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    subscribe(world, publish(server, [entry("1")]), now=now)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert beat(feed_jobs.collect_due) == 1
    feed = Feed.objects.get()
    assert feed.next_fetch_at < now + timedelta(hours=1)
    assert feed.last_success_at is not None and feed.last_success_at < now + timedelta(hours=1)
    world.enter()
    assert Mention.objects.get().first_seen_at < now + timedelta(hours=1)

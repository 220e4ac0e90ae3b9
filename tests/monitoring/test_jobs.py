"""The clock: each job finds its work in rows, and does no harm twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from monitoring import jobs
from monitoring.feeds.models import Arrival, Feed, Route
from monitoring.models import Alert, Mention, SeriesState
from monitoring.services import alerting
from monitoring.services.alerting import RuleDraft, sharing
from tests.monitoring.connectors.loopback import Server, serving
from tests.monitoring.services.ground import entry, publish, subscribe
from tests.world import World


@pytest.fixture
def eager(settings: Any) -> None:
    """Jobs run where they are enqueued, in the schema their header names."""
    settings.ALLOW_LOOPBACK_FEEDS = True
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.CELERY_TASK_EAGER_PROPAGATES = True


@pytest.fixture
def server() -> Any:
    with serving() as running:
        yield running


def beat(job: Any) -> Any:
    connection.set_schema_to_public()
    return job()


def test_one_beat_takes_a_post_from_its_feed_to_an_alert(world: World, server: Server, eager: None) -> None:
    now = timezone.now()
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": 3, "minutes": 60})
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=now)
    subscribe(world, publish(server, []), now=now)
    beat(jobs.collect_due)
    publish(server, [entry(str(n), at=now) for n in range(4)])
    Feed.objects.update(next_fetch_at=now)
    assert beat(jobs.collect_due) == 1
    world.enter()
    assert Mention.objects.count() == 4
    assert Alert.objects.count() == 1
    assert beat(jobs.collect_due) == 0


def test_routes_whose_job_was_lost_are_found_by_the_sweep(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_for_agency", lambda *_, **__: None)
        beat(jobs.collect_due)
    assert Route.objects.count() == 1
    assert beat(jobs.sweep_routes) == 1
    assert beat(jobs.sweep_routes) == 0
    world.enter()
    assert Mention.objects.count() == 1


def test_a_feed_whose_job_was_lost_is_claimed_again_when_its_lease_ends(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(jobs.collect_feed, "delay", lambda *_, **__: None)
        assert beat(jobs.collect_due) == 1
    assert beat(jobs.collect_due) == 0
    Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert beat(jobs.collect_due) == 1
    assert Route.objects.count() == 1


def test_pruning_drops_what_is_old_and_taken_and_nothing_else(world: World, server: Server, eager: None) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    world.enter(world.rival)
    subscribe(world, server.url("/feed.json"), member=world.rival_owner, brand=world.rival_brand, now=timezone.now())
    world.enter()
    claims = jobs.collection.claim(timezone.now())
    connection.set_schema_to_public()
    jobs.collection.collect(claims[0].feed_id, timezone.now(), fence=claims[0].fence)
    jobs.ingestion.ingest(world.north, now=timezone.now())
    long_ago = timezone.now() - timedelta(days=9)
    Route.objects.update(created_at=long_ago)
    Arrival.objects.update(fetched_at=long_ago)
    beat(jobs.prune_routes)
    assert [route.agency_id for route in Route.objects.all()] == [world.rival.pk]
    assert Arrival.objects.count() == 1
    jobs.ingestion.ingest(world.rival, now=timezone.now())
    beat(jobs.prune_routes)
    assert not Route.objects.exists()
    assert not Arrival.objects.exists()


def test_the_beat_judges_every_active_agency_in_shares_and_a_failing_one_in_a_job_of_its_own(
    world: World, eager: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CELERY_TASK_EAGER_PROPAGATES = False  # a worker, too, goes on to the next job
    seen: list[tuple[str, bool]] = []

    def evaluate(agency: Any, *, now: Any, ahead: Any = None) -> None:
        seen.append((agency.slug, ahead is not None))
        if agency.slug == "north":
            raise RuntimeError("not today")

    monkeypatch.setattr(alerting, "evaluate", evaluate)
    monkeypatch.setattr(sharing, "evaluate", evaluate)
    assert beat(jobs.evaluate_agencies) == 1
    assert sorted(seen) == [("north", False), ("north", True), ("rival", True)]


def test_more_agencies_than_a_share_holds_are_more_shares(
    world: World, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_SHARE", 1)
    shares: list[list[str]] = []

    def noted(agencies: Any, *, now: Any) -> Any:
        shares.append([agency.slug for agency in agencies])
        return alerting.Share()

    monkeypatch.setattr(alerting, "evaluate_share", noted)
    assert beat(jobs.evaluate_agencies) == 2
    assert sorted(shares) == [["north"], ["rival"]]


def test_a_suspended_agency_is_in_no_share(world: World, eager: None) -> None:
    world.enter(world.rival)
    draft = RuleDraft(kind="spike", name="Unusual")
    alerting.save_rule(member=world.rival_owner, brand=world.rival_brand, draft=draft, now=timezone.now())
    type(world.rival).objects.filter(pk=world.rival.pk).update(status="suspended", suspended_reason="Unpaid")
    beat(jobs.evaluate_agencies)
    beat(lambda: jobs.evaluate_share([str(world.rival.pk)]))  # enqueued while it still was active
    world.enter(world.rival)
    assert not SeriesState.objects.exclude(last_bucket=None).exists()
    type(world.rival).objects.filter(pk=world.rival.pk).update(status="active")
    beat(jobs.evaluate_agencies)
    world.enter(world.rival)
    assert SeriesState.objects.exclude(last_bucket=None).count() == 1


def test_every_scheduled_job_exists() -> None:
    for line in django_settings.SCHEDULE:
        if line["task"].startswith("monitoring."):
            assert hasattr(jobs, line["task"].rpartition(".")[2])
            assert line["seconds"] > 0

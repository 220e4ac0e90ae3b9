"""Alerting's clock."""

from typing import Any

import pytest
from django.utils import timezone

from monitoring.alerting import jobs
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, sharing
from monitoring.models import SeriesState
from tests.monitoring.ground import beat
from tests.world import World


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

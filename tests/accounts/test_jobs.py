"""Jobs run in their agency's schema or not at all; sweeps take up what was left."""

from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import Reject
from django.utils import timezone

from accounts import jobs
from accounts.models import Agency
from accounts.services import agencies, health
from tests.world import World


def test_a_creation_that_was_interrupted_is_taken_up_again(world: World) -> None:
    long_ago = timezone.now() - timedelta(minutes=10)
    Agency.objects.filter(pk=world.rival.pk).update(status="creating", status_changed_at=long_ago)
    assert agencies.unfinished() == [world.rival.pk]


def test_a_job_of_an_agency_that_is_gone_is_refused(world: World) -> None:
    task = jobs.beat_seen
    task.push_request(called_directly=False, headers={"_schema_name": "a_gone"}, _schema_name="a_gone")
    try:
        with pytest.raises(Reject):
            task.__call__()
    finally:
        task.pop_request()


def test_readiness_knows_when_the_beat_was_last_seen(world: World, monkeypatch: Any) -> None:
    assert "beat" in health.check().problems
    jobs.beat_seen()
    assert health.check().ready
    later = health.time.time() + health.BEAT_LATE_SECONDS + 5
    monkeypatch.setattr(health.time, "time", lambda: later)
    assert "last seen" in health.check().problems["beat"]

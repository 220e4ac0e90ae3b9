"""The clock of back-fills: a job goes on until it is done, comes back for the look that follows, and a lost one is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from monitoring.inbox import jobs
from monitoring.inbox.services import backfilling
from monitoring.models import Backfill, MentionMatch
from tests.monitoring.scene import Scene, small
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    made = small(world, 10)
    MentionMatch.objects.all().delete()
    return made


def test_a_job_reads_all_and_comes_back_to_settle(world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfilling, "CHUNK", 4)
    later: list[Any] = []
    monkeypatch.setattr(jobs.run_backfill, "apply_async", lambda args, countdown: later.append((args, countdown)))
    row = backfilling.start_backfill(member=world.analyst, query=scene.query, now=timezone.now())
    jobs.run_backfill(str(row.pk))
    row.refresh_from_db()
    assert (row.status, row.phase, row.read) == ("running", "settling", 10)
    assert later == [((str(row.pk),), 16.0)]
    Backfill.objects.update(started_at=timezone.now() - timedelta(seconds=20))
    jobs.run_backfill(str(row.pk))
    row.refresh_from_db()
    assert (row.status, row.matched) == ("done", 9)
    assert len(later) == 1
    jobs.run_backfill(str(row.pk))  # delivered twice
    assert MentionMatch.objects.count() == 9


def test_a_run_whose_job_was_lost_is_found_by_the_sweep(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(backfilling, "enqueue", lambda job, pk: sent.append((job, pk, connection.schema_name)))  # type: ignore[attr-defined]
    row = backfilling.start_backfill(member=world.analyst, query=scene.query, now=timezone.now())
    schema = connection.schema_name  # type: ignore[attr-defined]
    connection.set_schema_to_public()
    assert jobs.sweep_backfills() == 0
    world.enter()
    Backfill.objects.update(moved_at=timezone.now() - timedelta(minutes=2))
    connection.set_schema_to_public()
    assert jobs.sweep_backfills() == 1
    world.enter()
    assert sent == [(backfilling.JOB, str(row.pk), schema)] * 2

"""Jobs run in their agency's schema or not at all; sweeps take up what was left."""

from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import Reject
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import jobs
from accounts.brands.models import IdempotencyRecord
from accounts.models import Agency, HandoffCode
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
    assert "beat" in health.of_the_platform().problems
    jobs.beat_seen()
    assert health.of_the_platform().ready
    later = health.time.time() + health.BEAT_LATE_SECONDS + 5
    monkeypatch.setattr(health.time, "time", lambda: later)
    assert "last seen" in health.of_the_platform().problems["beat"]


def test_readiness_asks_the_broker_itself(world: World, monkeypatch: Any) -> None:
    jobs.beat_seen()
    monkeypatch.setattr(health.current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    assert list(health.of_the_platform().problems) == ["broker"]
    # Pages and API answer without it: a balancer must not empty the site.
    assert health.of_this_process().ready


def test_a_web_process_is_not_ready_without_its_database(world: World, monkeypatch: Any) -> None:
    there = health.connection.get_connection_params()
    monkeypatch.setattr(health.connection, "get_connection_params", lambda: {**there, "host": "/nowhere"})
    assert "does not answer" in health.of_this_process().problems["database"]


def test_what_is_over_is_forgotten_and_nothing_else(world: World) -> None:
    now = timezone.now()
    old, new = now - jobs.ANSWERS_KEPT - timedelta(minutes=1), now - timedelta(hours=1)
    for key, made in (("old", old), ("new", new)):
        row = IdempotencyRecord.objects.create(user=world.owner.user, key=key, request_hash="h")
        IdempotencyRecord.objects.filter(pk=row.pk).update(created_at=made)
        Session.objects.create(session_key=key, session_data="x", expire_date=made + timedelta(hours=2))
    same = {"user": world.owner.user, "agency": world.north, "host": "h", "state_hash": "s", "session_hash": "p"}
    HandoffCode.objects.create(code_hash="old", expires_at=now - timedelta(days=2), **same)
    HandoffCode.objects.create(code_hash="new", expires_at=now, **same)
    jobs.forget_what_is_over()
    world.enter()
    assert list(IdempotencyRecord.objects.values_list("key", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(HandoffCode.objects.values_list("code_hash", flat=True)) == ["new"]

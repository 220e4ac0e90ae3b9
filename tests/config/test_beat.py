"""The beat outlives an outage of the database or the broker."""

from datetime import UTC, datetime
from typing import Any

import pytest
from celery.beat import SchedulingError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler
from kombu.exceptions import OperationalError as BrokerAway

from config.beat import WAIT_SECONDS, PatientScheduler
from config.celery import app

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _connection_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction lives in the connection that the beat would renew."""
    monkeypatch.setattr("django_celery_beat.schedulers.close_old_connections", lambda: None)
    monkeypatch.setattr("config.beat.close_old_connections", lambda: None)


@pytest.fixture
def scheduler(db: None) -> PatientScheduler:
    every = IntervalSchedule.objects.create(every=60, period="seconds")
    PeriodicTask.objects.create(name="look", task="accounts.jobs.beat_seen", interval=every, last_run_at=LONG_AGO)
    return PatientScheduler(app=app, sleep=_never)


def _never(seconds: float) -> None:
    raise AssertionError(f"waited {seconds} s for a database that is there")


@pytest.mark.parametrize("away", [OperationalError("the server closed"), InterfaceError("connection already closed")])
def test_without_the_database_it_waits_and_then_goes_on(
    scheduler: PatientScheduler, monkeypatch: pytest.MonkeyPatch, away: Exception
) -> None:
    def gone(self: Any) -> None:
        raise away

    sent: list[str] = []
    monkeypatch.setattr(scheduler, "apply_async", lambda entry, **more: sent.append(entry.name))
    with monkeypatch.context() as outage:
        outage.setattr(DatabaseScheduler, "enabled_models", gone)
        scheduler._initial_read = True
        assert [scheduler.tick(), scheduler.tick()] == [WAIT_SECONDS, WAIT_SECONDS]
        assert sent == []
    for _ in range(3):
        scheduler.tick()
    assert sent == ["look"]


def test_it_begins_before_the_database_is_there(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    right = DatabaseScheduler.setup_schedule

    def away_twice(self: Any) -> None:
        if len(waited) < 2:
            raise OperationalError("connection refused")
        right(self)

    monkeypatch.setattr(DatabaseScheduler, "setup_schedule", away_twice)
    PatientScheduler(app=app, sleep=waited.append)
    assert waited == [WAIT_SECONDS, WAIT_SECONDS]


@pytest.mark.parametrize(
    ("door", "away"), [("apply_async", SchedulingError("no")), ("_ensure_connected", BrokerAway("no"))]
)
def test_without_the_broker_it_says_so_once_a_minute_without_a_stack(
    scheduler: PatientScheduler,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    door: str,
    away: Exception,
) -> None:
    def refuse(*given: Any, **more: Any) -> None:
        raise away

    monkeypatch.setattr(scheduler, door, refuse)
    for _ in range(5):
        PeriodicTask.objects.update(last_run_at=LONG_AGO)
        scheduler._read_anew()
        scheduler.tick()
    said = [record for record in caplog.records if record.name == "config.beat"]
    assert len(said) == 1 and "the broker is away" in said[0].getMessage() and said[0].exc_info is None


def test_a_job_that_can_not_be_started_is_named_and_stops_no_other(
    scheduler: PatientScheduler, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[str] = []

    def apply(entry: Any, **more: Any) -> None:
        if entry.name == "look":
            try:
                raise TypeError("no such argument")
            except TypeError:
                raise SchedulingError("Couldn't apply scheduled task") from None
        sent.append(entry.name)

    PeriodicTask.objects.create(
        name="other", task="accounts.jobs.beat_seen", interval=IntervalSchedule.objects.get(), last_run_at=LONG_AGO
    )
    monkeypatch.setattr(scheduler, "apply_async", apply)
    scheduler._read_anew()
    for _ in range(5):
        scheduler.tick()
    [said] = [record for record in caplog.records if record.name == "config.beat"]
    assert "“look” can't be started: no such argument" in said.getMessage() and (said.exc_info or said.exc_text)
    assert sent == ["other"]


def test_a_table_that_is_not_there_yet_is_no_database_that_is_away(
    scheduler: PatientScheduler, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(self: Any) -> None:
        raise ProgrammingError('relation "django_celery_beat_periodictask" does not exist')

    monkeypatch.setattr(DatabaseScheduler, "enabled_models", missing)
    scheduler._initial_read = True
    assert [scheduler.tick(), scheduler.tick()] == [WAIT_SECONDS, WAIT_SECONDS]
    [said] = [record.getMessage() for record in caplog.records if record.name == "config.beat"]
    assert "away" not in said and "does not exist" in said


def test_the_product_uses_it(settings: Any) -> None:
    assert settings.CELERY_BEAT_SCHEDULER == "config.beat:PatientScheduler"
    assert settings.CELERY_BROKER_CONNECTION_MAX_RETRIES is None

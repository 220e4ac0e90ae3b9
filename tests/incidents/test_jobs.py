"""Jobs: the guarantee behind the doorbell. Each is run twice and changes nothing the second time."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from accounts.models import SealedHead
from accounts.notifications.models import Notification
from incidents import jobs
from incidents.models import Incident, IncidentAlert
from monitoring.models import Alert
from tests.incidents import scene
from tests.world import World


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, tuple[Any, ...]]]:
    """What is enqueued instead of being sent to a broker: (schema, job, arguments)."""
    calls: list[tuple[str, str, tuple[Any, ...]]] = []
    for name in ("triage", "sweep_agency", "seal_agency", "hurry_agency"):

        def delay(*arguments: Any, name: str = name) -> None:
            calls.append((connection.schema_name, name, arguments))

        monkeypatch.setattr(getattr(jobs, name), "delay", delay)
    return calls


def test_an_alert_whose_doorbell_was_not_heard_is_taken_in_hand_by_the_sweep(world: World, sent: list[Any]) -> None:
    made = scene.rule(world)
    missed, taken = scene.alert(made), scene.alert(made, number=1)
    jobs.triage(str(taken.pk))
    jobs.sweep_agency()
    assert sent == [(world.north.schema_name, "triage", (str(missed.pk),))]
    for _ in range(2):
        jobs.triage(str(missed.pk))
    assert not Alert.objects.filter(triaged_at=None).exists()
    assert Notification.objects.filter(kind="alert").count() == 2
    sent.clear()
    jobs.sweep_agency()
    assert sent == []


def test_an_alert_that_is_gone_is_no_failure(world: World) -> None:
    jobs.triage("01900000-0000-7000-8000-000000000000")
    assert not Incident.objects.exists()
    assert not Notification.objects.exists()


def test_a_running_incident_takes_what_the_job_brings(world: World) -> None:
    incident = scene.opened(world)
    alarm = scene.alert(scene.rule(world))
    jobs.triage(str(alarm.pk))
    assert IncidentAlert.objects.get().incident == incident


def test_the_sweep_goes_to_every_agency_at_work_and_to_no_other(world: World, sent: list[Any]) -> None:
    connection.set_schema_to_public()
    type(world.rival).objects.filter(pk=world.rival.pk).update(status="suspended", suspended_reason="unpaid")
    jobs.sweep()
    jobs.hurry()
    schema = world.north.schema_name
    assert [call[:2] for call in sent] == [
        (schema, "sweep_agency"),
        (schema, "seal_agency"),
        (schema, "hurry_agency"),
    ]


def test_heads_are_sealed_once(world: World) -> None:
    incident = scene.opened(world)
    for _ in range(2):
        jobs.seal_agency()
    seal = SealedHead.objects.get(subject=incident.pk)
    incident.head.refresh_from_db()
    assert (seal.seq, seal.digest) == (incident.head.seq, incident.head.digest)
    assert seal.agency == world.north


def test_feeds_of_a_brand_with_a_running_incident_go_on_being_fetched_often(world: World) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from monitoring.feeds.models import Feed, Subscription

    feed = Feed.objects.create(platform="rss", url="https://a.example/f", next_fetch_at=timezone.now())
    mine, other = (
        Subscription.objects.create(
            feed=feed, agency=world.north, brand_id=brand.pk, source_id=brand.pk, everything=True
        )
        for brand in (world.alder, world.lumen)
    )
    scene.opened(world)
    jobs.hurry_agency()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.hurry_until > timezone.now() + timedelta(minutes=119)
    assert other.hurry_until is None


def test_every_line_of_the_schedule_names_a_job_that_is_there() -> None:
    lines = [line for line in settings.SCHEDULE if line["task"].startswith("incidents.")]
    assert {line["task"] for line in lines} == {"incidents.jobs.sweep", "incidents.jobs.hurry"}
    for line in lines:
        assert import_string(line["task"]).name == line["task"]

"""What waits for a member, by deadline, across brands."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.brands.models import Brand, BrandTeam
from incidents.models import Task
from incidents.services import command
from incidents.services.desk import counts, frame_facts, waiting
from incidents.services.triage import triage
from incidents.speaking.services import answers, approvals, updates
from monitoring.models import Source
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World


def _all_kinds(world: World) -> Any:
    """One of everything on Alder: an alert, an incident with tasks and a promise, an approval, a blind source."""
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    incident = scene.opened(world, plan_version=scene.plan(world))
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="Word", text="Sorry", now=after(1)
    )
    approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=after(1))
    scene.mentions(world, ["x"])
    Source.objects.update(silent_since=after(-60))
    return incident


def test_everything_that_waits_is_listed_by_deadline(world: World) -> None:
    _all_kinds(world)
    found = [(one.kind, one.due_at) for one in waiting(member=world.manager, now=after(2))]
    assert found == [
        ("task", after(5)),
        ("alert", after(15)),
        ("task", after(30)),
        ("approval", after(31)),
        ("task", after(45)),
        ("update", after(240)),
        ("source", None),
    ]
    assert waiting(member=world.manager, now=after(6))[0].late(after(6))


def test_an_analyst_gets_their_own_tasks_and_no_promises(world: World) -> None:
    _all_kinds(world)
    assert [one.kind for one in waiting(member=world.analyst, now=after(2))] == ["task", "alert", "source"]


@pytest.mark.parametrize("who", ["other", "client", "deactivated"])
def test_nothing_waits_for_those_it_does_not_concern(world: World, who: str) -> None:
    _all_kinds(world)
    assert waiting(member=getattr(world, who), now=after(2)) == []


def test_a_client_who_was_asked_finds_it_waiting(world: World) -> None:
    incident = _all_kinds(world)
    command.release_incident(member=world.manager, incident=incident, now=after(2))
    answer = incident.answers.get()
    approvals.ask(member=world.analyst, answer=answer, approvers=[world.client.user_id], now=after(3))
    assert [one.kind for one in waiting(member=world.fresh(world.client), now=after(4))] == ["approval"]


def test_tasks_of_ended_incidents_wait_for_nobody(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    given = {"action": "resolve", "waiver": "The shop has it in hand", "now": after(1)}
    command.change_status(member=world.manager, incident=incident, **given)
    assert waiting(member=world.manager, now=after(2)) == []
    assert not incident.tasks.filter(status__in=["todo", "doing"]).exists(), "nor are they anybody's to do any more"


def test_an_incident_in_triage_waits_for_a_person(world: World) -> None:
    triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW)
    [one] = waiting(member=world.manager, now=after(1))
    assert (one.kind, one.brand) == ("triage", "Alder Coffee")


def test_an_acknowledged_alert_hides_no_other(world: World) -> None:
    made = scene.rule(world)
    first, second = scene.alert(made, severity=1), scene.alert(made, number=1, severity=2)
    for alarm in (first, second):
        triage(alert_id=alarm.pk, now=NOW)
    type(first).objects.filter(pk=first.pk).update(acknowledged_at=after(1))
    [one] = waiting(member=world.manager, now=after(2), most=1)
    assert one.id == second.pk


def test_the_frame_shows_the_next_deadline_and_the_counts(world: World) -> None:
    _all_kinds(world)
    facts = frame_facts(world.manager)
    assert facts.next_deadline is not None
    assert (facts.next_deadline["label"], facts.next_deadline["brand"]) == ("Stop planned posts", "Alder Coffee")
    assert facts.counts == counts(member=world.manager) == {"alerts": 1, "incidents": 1}
    assert frame_facts(world.other).next_deadline is None


def test_many_brands_cost_no_more_queries_than_one(world: World) -> None:
    def cost() -> int:
        member = world.fresh(world.manager)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            waiting(member=member, now=after(2))
        return len(queries)

    _all_kinds(world)
    one = cost()
    for number in range(4):
        brand = Brand.objects.create(name=f"B{number}", slug=f"b{number}", time_zone="UTC", status="active")
        BrandTeam.objects.create(brand=brand, user=world.manager.user, page_order=1)
        scene.opened(world, brand=brand, title=f"T{number}", plan_version=scene.plan(world, brand))
        triage(alert_id=scene.alert(scene.rule(world, brand, name="R")).pk, now=NOW)
    assert Task.objects.count() == 20
    assert cost() == one <= 8


def test_reminders_say_each_late_thing_once(world: World) -> None:
    from accounts.notifications.models import Notification
    from incidents.services import reminders
    from incidents.speaking.services import reminders as question_reminders

    _all_kinds(world)
    Notification.objects.all().delete()
    for minute in (241, 242, 300):
        reminders.remind(now=after(minute))
        question_reminders.remind(now=after(minute))
    told = Notification.objects.filter(user=world.manager.user).order_by("kind", "title")
    assert [(row.kind, row.title.split(" ")[0]) for row in told] == [
        ("approval", "Your"),
        ("task", "Late"),
        ("task", "Late"),
        ("task", "Late"),
        ("update_due", "The"),
    ]


def test_a_promise_is_reminded_of_before_it_is_late(world: World) -> None:
    from accounts.notifications.models import Notification
    from incidents.services.reminders import remind

    scene.opened(world)
    remind(now=after(235))
    assert Notification.objects.get(kind="update_due").title.endswith("is due soon")
    remind(now=after(241))
    assert Notification.objects.filter(kind="update_due", user=world.manager.user).count() == 2


def test_deadlines_are_measured_against_the_clock_of_the_reader(world: World) -> None:
    scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    first = waiting(member=world.manager, now=timezone.now())[0]
    assert not first.late(timezone.now())
    assert first.late(timezone.now() + timedelta(minutes=6))


def test_a_resolved_incidents_promise_waits_a_day_and_not_for_ever(world: World) -> None:
    incident = scene.opened(world)
    command.release_incident(member=world.manager, incident=incident, now=NOW)
    command.change_status(member=world.manager, incident=incident, action="resolve", waiver="It is over", now=after(1))
    incident.refresh_from_db()
    assert incident.next_update_due_at is None, "what was promised before was left with a reason"
    more = {"audience": "client", "text": "The report comes", "next_due_at": after(240), "now": after(2)}
    updates.send_update(member=world.manager, incident=incident, **more)

    def asked(minute: float) -> list[str]:
        return [one.kind for one in waiting(member=world.manager, now=after(minute))]

    day = 24 * 60
    assert asked(239) == asked(240 + day) == ["update"]
    assert asked(240 + day + 1) == []


def test_a_running_incidents_promise_waits_until_it_is_kept(world: World) -> None:
    scene.opened(world)
    [one] = waiting(member=world.manager, now=after(240 + 48 * 60))
    assert (one.kind, one.due_at) == ("update", after(240))

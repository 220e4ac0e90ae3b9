"""The deadlines of incidents in a person's calendar."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.hooks import CalendarEntry
from incidents.models import Incident
from incidents.services import calendar, checklist, command
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

SPAN = {"since": NOW - timedelta(days=30), "until": NOW + timedelta(days=366)}


def _entries(member: Any, kind: str) -> list[CalendarEntry]:
    return [one for one in calendar.entries(member, **SPAN) if one.kind == kind]


def test_a_person_has_their_own_open_tasks_and_nobody_elses(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    task = incident.tasks.order_by("order").first()
    task = checklist.take(member=world.analyst, task=task, now=after(1))
    incident.tasks.exclude(pk=task.pk).update(owner=world.manager.user)
    [entry] = _entries(world.analyst, "task")
    assert (entry.id, entry.starts_at, entry.brand) == (task.pk, task.due_at, "Alder Coffee")
    assert f"#{incident.number}" in entry.title and entry.changed_at == after(1)
    assert task.pk not in {one.id for one in _entries(world.manager, "task")}
    checklist.finish(member=world.analyst, task=task, now=after(2))
    assert _entries(world.analyst, "task") == []


def test_a_change_of_a_task_raises_its_sequence(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    task = checklist.take(member=world.analyst, task=incident.tasks.first(), now=after(1))
    incident.tasks.exclude(pk=task.pk).update(owner=world.manager.user)
    [before] = _entries(world.analyst, "task")
    change = checklist.Change(version=task.version, due_at=after(300), reason="The plant opens later")
    checklist.change_task(member=world.analyst, task=task, change=change, now=after(2))
    [now] = _entries(world.analyst, "task")
    assert now.id == before.id and now.sequence > before.sequence and now.starts_at == after(300)


def test_a_promised_update_is_in_the_calendars_of_those_who_see_the_incident(world: World) -> None:
    incident = scene.opened(world)
    [entry] = _entries(world.manager, "update")
    assert (entry.id, entry.starts_at) == (incident.pk, incident.next_update_due_at)
    assert not _entries(world.other, "update") and not _entries(world.client, "update")
    command.release_incident(member=world.manager, incident=incident, now=after(1))
    [theirs] = _entries(world.client, "update")
    [ours] = _entries(world.manager, "update")
    assert theirs.id == ours.id and ours.sequence > entry.sequence


def test_drills_are_marked(world: World) -> None:
    incident = scene.opened(world)
    Incident.objects.filter(pk=incident.pk).update(is_drill=True)
    assert [one.drill for one in _entries(world.manager, "update")] == [True]


def test_many_ask_as_few_queries_as_one(world: World) -> None:
    scene.opened(world, plan_version=scene.plan(world))
    with CaptureQueriesContext(connection) as few:
        calendar.entries(world.fresh(world.manager), **SPAN)
    for number in range(3):
        scene.opened(world, title=f"Glass in jar {number}")
    with CaptureQueriesContext(connection) as many:
        found = calendar.entries(world.fresh(world.manager), **SPAN)
    assert len(found) >= 4 and len(many) == len(few)

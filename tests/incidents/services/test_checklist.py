"""The tasks of an incident."""

from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.notifications.models import LiveEvent, Notification
from incidents.models import Incident, Task
from incidents.services import checklist
from incidents.services.checklist import NewTask
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made: Incident = scene.opened(world, plan_version=scene.plan(world))
    return made


def _task(incident: Incident, title: str = "Stop planned posts") -> Task:
    found: Task = Task.objects.get(incident=incident, title=title)
    return found


def test_a_task_is_taken_started_finished_and_put_back(world: World, incident: Incident) -> None:
    task = checklist.take(member=world.analyst, task=_task(incident), now=after(1))
    assert task.owner == world.analyst.user
    assert checklist.start(member=world.analyst, task=task, now=after(2)).status == "doing"
    done = checklist.finish(member=world.analyst, task=task, now=after(9))
    assert (done.status, done.finished_by, done.finished_at) == ("done", world.analyst.user, after(9))
    assert incident.entries.get(kind="task_done").payload["late_minutes"] == 4
    back = checklist.reopen(member=world.manager, task=task, now=after(10))
    assert (back.status, back.finished_at, back.finished_by) == ("todo", None, None)
    assert scene.kinds(incident)[-4:] == ["task_taken", "task_started", "task_done", "task_reopened"]


def test_doing_it_twice_is_a_conflict_with_the_state(world: World, incident: Incident) -> None:
    task = _task(incident)
    checklist.finish(member=world.analyst, task=task, now=after(1))
    for act in (checklist.finish, checklist.take, checklist.start):
        with pytest.raises(Conflict) as refused:
            act(member=world.manager, task=task, now=after(2))
        assert refused.value.data["current"] == "done"


def test_a_required_task_is_skipped_only_with_a_reason(world: World, incident: Incident) -> None:
    with pytest.raises(Invalid) as refused:
        checklist.skip(member=world.analyst, task=_task(incident), now=after(1))
    assert list(refused.value.fields) == ["reason"]
    skipped = checklist.skip(member=world.analyst, task=_task(incident), reason="Nothing was planned", now=after(1))
    assert (skipped.status, skipped.skip_reason) == ("skipped", "Nothing was planned")
    optional = checklist.skip(member=world.analyst, task=_task(incident, "Draft the first answer"), now=after(1))
    assert optional.status == "skipped"


def test_an_added_task_falls_to_whoever_has_the_duty(world: World, incident: Incident) -> None:
    new = NewTask("Call the shop", 20, duty="monitor")
    task = checklist.add(member=world.manager, incident=incident, new=new, now=after(5))
    assert (task.owner, task.due_at, task.order, task.required) == (world.analyst.user, after(25), 5, False)
    assert Notification.objects.filter(user=world.analyst.user, kind="task", title__contains="Call the shop").exists()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("due_minutes", {"due_minutes": -1}),
        ("due_minutes", {"due_minutes": 10**7}),
        ("title", {"title": " "}),
        ("duty", {"duty": "boss"}),
        ("phase", {"phase": "later"}),
        ("instructions", {"instructions": "x" * 1_000_000}),
    ],
)
def test_a_bad_task_is_named_at_its_field(world: World, incident: Incident, field: str, change: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        new = NewTask(**{"title": "Call", "due_minutes": 5, **change})
        checklist.add(member=world.manager, incident=incident, new=new, now=after(5))
    assert list(refused.value.fields) == [field]
    assert Task.objects.filter(incident=incident).count() == 4


def test_a_task_is_given_only_to_somebody_who_works_on_the_brand(world: World, incident: Incident) -> None:
    given = checklist.reassign(member=world.manager, task=_task(incident), to=world.admin.user_id, now=after(1))
    assert given.owner == world.admin.user
    for stranger in (world.other, world.client, world.deactivated):
        with pytest.raises(Invalid):
            checklist.reassign(member=world.manager, task=given, to=stranger.user_id, now=after(1))


def test_a_change_leaves_a_hint_for_open_pages(world: World, incident: Incident) -> None:
    task = _task(incident)
    checklist.start(member=world.analyst, task=task, now=after(1))
    hint = LiveEvent.objects.get(subject=str(task.pk))
    assert (hint.topic, hint.kind) == (f"incident:{incident.pk}", "changed")


def test_strangers_and_clients_do_no_tasks(world: World, incident: Incident) -> None:
    with pytest.raises(NotFound):
        checklist.finish(member=world.other, task=_task(incident), now=after(1))
    with pytest.raises((Forbidden, NotFound)):
        checklist.finish(member=world.client, task=_task(incident), now=after(1))

"""The tasks of an incident."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.notifications.models import LiveEvent, Notification
from incidents.models import Incident, Task
from incidents.services import checklist, command
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


def _change(task: Task, **more: Any) -> checklist.Change:
    return checklist.Change(**{"reason": "The shop opens later", "version": task.version, **more})


def test_a_changed_task_says_why_and_what_it_was_and_its_owner_is_told(world: World, incident: Incident) -> None:
    task = checklist.reassign(member=world.manager, task=_task(incident), to=world.analyst.user_id, now=after(0))
    change = _change(task, title="Stop all posts", due_at=after(90))
    changed = checklist.change_task(member=world.manager, task=task, change=change, now=after(1))
    assert (changed.title, changed.due_at, changed.version) == ("Stop all posts", after(90), task.version + 1)
    said = incident.entries.get(kind="task_changed").payload
    assert said["from"]["title"] == "Stop planned posts"
    assert (said["to"]["title"], said["reason"]) == ("Stop all posts", "The shop opens later")
    told = Notification.objects.filter(user=world.analyst.user, kind="task", title__contains="due at another time")
    assert told.get().body == "Due Wed 4 Mar, 14:37 UTC. Reason: The shop opens later", "read on another day, too"


def test_a_task_is_not_changed_without_a_reason_nor_over_somebody_elses_change(
    world: World, incident: Incident
) -> None:
    task = _task(incident)
    with pytest.raises(Invalid) as refused:
        checklist.change_task(
            member=world.manager, task=task, change=_change(task, title="X", reason=" "), now=after(1)
        )
    assert list(refused.value.fields) == ["reason"]
    checklist.change_task(member=world.manager, task=task, change=_change(task, title="First"), now=after(1))
    with pytest.raises(Conflict) as late:
        checklist.change_task(member=world.analyst, task=task, change=_change(task, title="Second"), now=after(2))
    assert (late.value.code, _task(incident, "First").version) == ("changed_since", 2)


@pytest.mark.parametrize("due_at", [after(0), after(60 * 24 * 400), after(9).replace(tzinfo=None)])
def test_a_task_is_moved_to_a_time_to_come_within_a_year(world: World, incident: Incident, due_at: Any) -> None:
    task = _task(incident)
    with pytest.raises(Invalid) as refused:
        checklist.change_task(member=world.manager, task=task, change=_change(task, due_at=due_at), now=after(1))
    assert list(refused.value.fields) == ["due_at"]


def test_a_change_of_nothing_writes_nothing_and_a_done_task_stays(world: World, incident: Incident) -> None:
    task, entries = _task(incident), incident.entries.count()
    same = _change(task, title=task.title, due_at=task.due_at, instructions=task.instructions)
    assert checklist.change_task(member=world.manager, task=task, change=same, now=after(1)).version == 1
    assert incident.entries.count() == entries
    checklist.finish(member=world.manager, task=task, now=after(2))
    with pytest.raises(Conflict):
        checklist.change_task(member=world.manager, task=task, change=_change(task, title="X"), now=after(3))


def test_a_tasks_version_grows_with_every_change_whoever_makes_it(world: World, incident: Incident) -> None:
    def acts() -> Iterator[Callable[[], object]]:
        task, who = _task(incident), {"member": world.analyst}
        said = {"member": world.manager, "incident": incident}
        yield lambda: checklist.take(task=task, **who, now=after(1))
        yield lambda: checklist.start(task=task, **who, now=after(2))
        yield lambda: checklist.finish(task=task, **who, now=after(3))
        yield lambda: checklist.reopen(task=task, **who, now=after(4))
        yield lambda: checklist.skip(task=task, reason="Nobody there", **who, now=after(5))
        yield lambda: checklist.reopen(task=task, **who, now=after(6))
        yield lambda: checklist.reassign(task=task, to=world.admin.user_id, **who, now=after(7))
        change = {"change": _change(_task(incident), title="Stop all posts")}
        yield lambda: checklist.change_task(task=task, **change, **who, now=after(8))
        yield lambda: checklist.reassign(task=task, to=world.manager.user_id, **who, now=after(9))
        yield lambda: command.give_duty(duty="comms", to=world.analyst.user_id, **said, now=after(10))
        yield lambda: command.change_status(action="resolve", waiver="Over", **said, now=after(11))
        yield lambda: command.change_status(action="reopen", reason="More", **said, now=after(12))

    pk, written = _task(incident).pk, ("owner_id", "status", "due_at", "title", "finished_at")
    for act in acts():
        before = Task.objects.filter(pk=pk).values("version", *written).get()
        act()
        now = Task.objects.filter(pk=pk).values("version", *written).get()
        assert any(now[name] != before[name] for name in written)
        assert now["version"] > before["version"]

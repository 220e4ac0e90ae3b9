"""Reopening restores what ran: the promise, the clocks, the time that tasks had left."""

from datetime import timedelta

import pytest

from accounts.notifications.models import Notification
from incidents.learning.services import debriefs, lookback
from incidents.models import Incident, Task
from incidents.services import clocks, command, desk, reminders
from incidents.services.triage import triage
from incidents.speaking.services import answers, approvals
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World


def closed(world: World) -> Incident:
    incident: Incident = scene.opened(world, plan_version=scene.plan(world))
    said = {"member": world.manager, "incident": incident}
    command.change_status(action="resolve", waiver="Done by hand", now=after(3), **said)
    look = debriefs.start(now=after(4), **said)
    look = debriefs.edit(member=world.manager, debrief=look, texts={"what_happened": "Glass."}, version=1, now=after(5))
    debriefs.finish(member=world.manager, debrief=look, now=after(6))
    incident.refresh_from_db()
    assert incident.status == "closed"
    return incident


def test_a_reopened_incident_promises_again_and_says_so_in_the_record(world: World) -> None:
    incident = closed(world)
    assert incident.next_update_due_at is None
    again = command.change_status(
        member=world.manager, incident=incident, action="reopen", reason="More", now=after(600)
    )
    assert again.next_update_due_at == after(600 + 240)
    payload = incident.entries.filter(kind="status").latest("seq").payload
    assert payload["next_update_due_at"].startswith(after(840).isoformat()[:16])
    assert set(payload["clocks"]) == {"published", "answered"}
    assert [one.kind for one in desk.waiting(member=world.manager, now=after(601)) if one.kind == "update"] == [
        "update"
    ]


def test_clocks_not_met_before_are_measured_from_the_reopening(world: World) -> None:
    incident = closed(world)
    again = command.change_status(
        member=world.manager, incident=incident, action="reopen", reason="More", now=after(600)
    )
    found = {clock.kind: clock for clock in clocks.clocks_of([again])[again.pk]}
    assert found["acknowledged"].state == "met"
    assert (found["published"].started_at, found["published"].state) == (after(600), "running")
    assert found["published"].due_at == after(600 + 60)


@pytest.mark.parametrize("action", ["resolve", "dismiss"])
def test_what_ended_asks_nobody_for_a_yes_and_reopened_it_can_be_asked_again(world: World, action: str) -> None:
    incident = scene.opened(world)
    words = {"channel": "social", "title": "First", "text": "Sorry."}
    answer = answers.draft_free(member=world.manager, incident=incident, **words, now=after(1))
    approvals.ask(member=world.manager, answer=answer, approvers=[world.admin.user_id], now=after(2))
    if action == "dismiss":
        Incident.objects.update(status="triage")
    said = {"member": world.manager, "incident": incident, "reason": "Over"}
    command.change_status(action=action, waiver="Nobody asks", now=after(3), **said)
    assert not answer.approvals.filter(status="asked").exists()
    assert [one for one in desk.waiting(member=world.admin, now=after(4)) if one.kind == "approval"] == []
    Notification.objects.all().delete()
    reminders.remind(now=after(600))
    assert not Notification.objects.filter(kind="approval").exists()
    command.change_status(action="reopen", now=after(601), **said)
    answer.refresh_from_db()
    assert answer.status == "draft"
    assert approvals.ask(member=world.manager, answer=answer, approvers=[world.admin.user_id], now=after(602))


def test_tasks_have_the_time_again_that_was_left(world: World) -> None:
    incident = closed(world)
    before = dict(Task.objects.values_list("pk", "due_at"))
    command.change_status(member=world.manager, incident=incident, action="reopen", reason="More", now=after(603))
    for task in Task.objects.all():
        assert (task.status, task.due_at - before[task.pk]) == ("todo", timedelta(minutes=600))


def test_what_was_dismissed_before_anybody_took_it_in_hand_has_no_clock_that_nobody_can_meet(world: World) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    said = {"member": world.manager, "incident": incident, "reason": "Because"}
    command.change_status(action="dismiss", **said, now=after(2))
    again = command.change_status(action="reopen", **said, now=after(600))
    found = {clock.kind: clock for clock in clocks.clocks_of([again])[again.pk]}
    assert (found["acknowledged"].state, found["acknowledged"].reached_at) == ("met", after(2))
    # One that was opened again before acts acknowledged: the next act does.
    again.milestones.filter(kind="acknowledged").delete()
    command.change_status(action="respond", **said, now=after(605))
    assert clocks.clocks_of([again])[again.pk][0].reached_at == after(605)


def test_room_and_debrief_measure_a_reopened_incident_alike(world: World) -> None:
    incident = closed(world)
    said = {"member": world.manager, "incident": incident}
    command.change_status(action="reopen", reason="More", **said, now=after(600))
    answer = answers.draft_free(**said, channel="social", title="A", text="Sorry.", now=after(610))
    [asked] = approvals.ask(member=world.manager, answer=answer, approvers=[world.admin.user_id], now=after(611))
    yes = {"yes": True, "text_sha256": asked.text_sha256}
    approvals.decide(member=world.admin, approval=asked, **yes, now=after(612))
    answers.hand_off(member=world.manager, answer=answer, now=after(613))
    answers.confirm(member=world.manager, answer=answer, url="https://a.example/1", now=after(660.5))
    incident.refresh_from_db()
    room = {clock.kind: clock for clock in clocks.clocks_of([incident])[incident.pk]}
    debrief = {stage.kind: stage for stage in lookback.waterfall(incident=incident)}
    assert (room["published"].state, debrief["published"].missed) == ("missed", True), "by half a minute"
    assert (debrief["published"].target, debrief["published"].measured) == (60, 60)
    assert (room["answered"].state, debrief["answered"].missed) == ("met", False)
    assert (debrief["drafted"].took, debrief["acknowledged"].measured) == (10, 0), "while it was over is nobody's time"

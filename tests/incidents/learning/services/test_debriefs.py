"""The look back, and the plan changes that come of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.notifications.models import Delivery, Notification
from incidents.learning.services import debriefs
from incidents.learning.services.lookback import deviations, stages, waterfall
from incidents.models import Debrief, Incident, Lesson
from incidents.services import checklist, command, desk, timeline
from incidents.services.clocks import Clock
from incidents.speaking.services import answers, approvals
from incidents.views.figures import clocks_of
from playbooks.services import proposals
from tests.incidents import scene
from tests.incidents.races import Meanwhile
from tests.incidents.scene import after
from tests.incidents.services.test_merging import merge, two
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made = scene.opened(world, plan_version=scene.plan(world))
    return command.change_status(
        member=world.manager, incident=made, action="resolve", waiver="The shop has it", now=after(100)
    )


@pytest.fixture
def debrief(world: World, incident: Incident) -> Debrief:
    return debriefs.start(member=world.analyst, incident=incident, now=after(110))


def _written(world: World, debrief: Debrief) -> Debrief:
    return debriefs.edit(
        member=world.analyst, debrief=debrief, texts={"what_happened": "Glass in a jar"}, version=1, now=after(111)
    )


CHANGES: list[dict[str, Any]] = [
    {
        "op": "add",
        "part": "step",
        "key": None,
        "fields": {
            "phase": "respond",
            "title": "Call the shop first",
            "instructions": "",
            "duty": "lead",
            "due_minutes": 5,
            "required": True,
        },
    }
]


def test_a_debrief_begins_once_when_the_incident_is_resolved(world: World, incident: Incident) -> None:
    first = debriefs.start(member=world.analyst, incident=incident, now=after(110))
    assert debriefs.start(member=world.manager, incident=incident, now=after(120)) == first
    running = scene.opened(world, title="Running")
    with pytest.raises(Conflict) as refused:
        debriefs.start(member=world.analyst, incident=running, now=after(1))
    assert refused.value.data["current"] == "open"


def test_two_writers_never_overwrite_each_other(world: World, debrief: Debrief) -> None:
    _written(world, debrief)
    with pytest.raises(Conflict) as refused:
        debriefs.edit(member=world.manager, debrief=debrief, texts={"went_well": "x"}, version=1, now=after(112))
    assert refused.value.code == "changed_since"
    assert (refused.value.data["current"], refused.value.data["what_happened"]) == (2, "Glass in a jar")


def test_finishing_closes_the_incident_and_needs_its_story(world: World, debrief: Debrief) -> None:
    with pytest.raises(Invalid) as refused:
        debriefs.finish(member=world.manager, debrief=debrief, now=after(120))
    assert list(refused.value.fields) == ["what_happened"]
    _written(world, debrief)
    with pytest.raises(Forbidden):
        debriefs.finish(member=world.analyst, debrief=debrief, now=after(120))
    finished = debriefs.finish(member=world.manager, debrief=debrief, now=after(120))
    incident = Incident.objects.get(pk=debrief.incident_id)
    assert (finished.status, incident.status, incident.closed_at) == ("finished", "closed", after(120))
    assert scene.kinds(incident)[-2:] == ["debrief_finished", "status"]
    with pytest.raises(Conflict):
        debriefs.edit(member=world.analyst, debrief=debrief, texts={"went_well": "x"}, version=2, now=after(121))


def test_a_reopened_incidents_debrief_is_taken_back(world: World, debrief: Debrief) -> None:
    _written(world, debrief)
    debriefs.finish(member=world.manager, debrief=debrief, now=after(120))
    with pytest.raises(Conflict):
        debriefs.reopen(member=world.manager, debrief=debrief, now=after(121))
    incident = Incident.objects.get(pk=debrief.incident_id)
    command.change_status(member=world.manager, incident=incident, action="reopen", reason="Again", now=after(122))
    assert debriefs.reopen(member=world.manager, debrief=debrief, now=after(123)).status == "draft"


def test_a_lesson_becomes_a_change_of_the_plan_that_names_it(
    world: World, debrief: Debrief, incident: Incident
) -> None:
    lesson = debriefs.add_lesson(member=world.analyst, debrief=debrief, text="Call the shop first", now=after(112))
    plan = incident.plan_version.plan
    proposal = debriefs.propose_change(
        member=world.manager, lesson=lesson, plan=plan, title="Call first", changes=CHANGES, now=after(113)
    )
    assert (proposal.lesson_id, proposal.lesson_text, proposal.status) == (lesson.pk, "Call the shop first", "open")
    assert [link.proposal for link in lesson.proposals.all()] == [proposal]
    with pytest.raises(Conflict):
        debriefs.remove_lesson(member=world.analyst, lesson=lesson, now=after(114))


def test_a_lesson_changes_only_plans_of_its_brand(world: World, debrief: Debrief) -> None:
    lesson = debriefs.add_lesson(member=world.analyst, debrief=debrief, text="x", now=after(112))
    theirs = scene.plan(world, world.lumen, name="Theirs").plan
    with pytest.raises(Invalid):
        debriefs.propose_change(
            member=world.owner, lesson=lesson, plan=theirs, title="t", changes=CHANGES, now=after(113)
        )
    with pytest.raises(Forbidden):
        debriefs.propose_change(
            member=world.analyst, lesson=lesson, plan=theirs, title="t", changes=CHANGES, now=after(113)
        )


def test_a_lesson_nobody_used_is_taken_out_and_the_record_keeps_it(
    world: World, debrief: Debrief, incident: Incident
) -> None:
    lesson = debriefs.add_lesson(member=world.analyst, debrief=debrief, text="Hm", now=after(112))
    debriefs.remove_lesson(member=world.analyst, lesson=lesson, now=after(113))
    assert not debrief.lessons.exists()
    assert incident.entries.get(kind="lesson_removed").payload["text"] == "Hm"


def test_other_brands_and_clients_read_and_write_no_debrief(world: World, debrief: Debrief) -> None:
    with pytest.raises(NotFound):
        debriefs.edit(member=world.other, debrief=debrief, texts={"went_well": "x"}, version=1, now=after(112))
    assert not Debrief.objects.visible_to(world.fresh(world.client)).exists()
    with pytest.raises(Invalid):
        debriefs.edit(member=world.analyst, debrief=debrief, texts={"status": "finished"}, version=1, now=after(112))


def test_the_waterfall_names_the_longest_stage_of_a_missed_target() -> None:
    times = {
        "first_mention": after(-10),
        "detected": after(0),
        "acknowledged": after(2),
        "drafted": after(20),
        "approved": after(200),
        "published": after(205),
    }
    clocks = {
        "acknowledged": Clock("acknowledged", after(0), after(5), after(2), "met"),
        "published": Clock("published", after(0), after(60), after(205), "missed"),
    }
    found = {stage.kind: stage for stage in stages(times, clocks)}
    assert (found["detected"].took, found["approved"].took, found["approved"].longest) == (10, 180, True)
    assert (found["published"].since_detected, found["published"].missed) == (205, True)
    assert not found["acknowledged"].missed
    assert (found["resolved"].at, found["resolved"].took) == (None, None)


def test_an_incidents_waterfall_is_measured_by_its_brands_targets(world: World, incident: Incident) -> None:
    found = {stage.kind: stage for stage in waterfall(incident=incident)}
    assert (found["acknowledged"].target, found["published"].target) == (15, 60)
    assert found["resolved"].since_detected == 100


def test_the_room_and_the_debrief_measure_the_first_public_word_alike(world: World, incident: Incident) -> None:
    world.alder.targets = {"answer_acknowledge": {"2": 45}, "answer_substantive": {"2": 90}}
    world.alder.save(update_fields=["targets"])
    incident = Incident.objects.select_related("brand").get(pk=incident.pk)
    detected = incident.milestones.get(kind="detected").at
    [clock] = [one for one in clocks_of([incident], world.manager)[incident.pk] if one["label"] == "Public answer"]
    [stage] = [one for one in waterfall(incident=incident) if one.kind == "published"]
    assert clock["due_at"] == detected + timedelta(minutes=45)
    assert stage.target == 45


def test_where_the_work_left_the_plan(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    first, second, third, _ = incident.tasks.all()
    checklist.finish(member=world.manager, task=first, now=after(25))
    checklist.skip(member=world.manager, task=second, reason="Nobody there", now=after(6))
    checklist.finish(member=world.manager, task=third, now=after(6))
    new = checklist.NewTask("Call", 500)
    checklist.add(member=world.manager, incident=incident, new=new, now=after(6))
    found = [(one.kind, one.title, one.minutes, one.reason) for one in deviations(incident=incident, now=after(60))]
    assert found == [
        ("late", "Stop planned posts", 20, ""),
        ("skipped", "Read the newest fifty mentions", 0, "Nobody there"),
        ("undone", "Have the lawyer read it", 15, ""),
        ("added", "Call", 0, ""),
    ]


def test_those_who_decide_hear_of_a_proposal_and_find_it_on_their_desk(
    world: World, debrief: Debrief, incident: Incident
) -> None:
    lesson = debriefs.add_lesson(member=world.analyst, debrief=debrief, text="Call the shop first", now=after(112))
    proposal = debriefs.propose_change(
        member=world.manager,
        lesson=lesson,
        plan=incident.plan_version.plan,
        title="Call first",
        changes=CHANGES,
        now=after(113),
    )
    told = Notification.objects.filter(kind="proposal", path=f"/plans/proposals/{proposal.pk}/")
    assert set(told.values_list("user_id", flat=True)) == {world.owner.user_id, world.admin.user_id}
    assert Delivery.objects.filter(notification__in=told, channel="mail").count() == 2
    for member, waits in ((world.owner, 1), (world.admin, 1), (world.manager, 0), (world.analyst, 0)):
        found = desk.waiting(member=world.fresh(member), now=after(114))
        assert [one.id for one in found if one.kind == "proposal"] == [proposal.pk] * waits
    proposals.reject(world.fresh(world.owner), proposal, reason="No", now=after(115))
    assert all(one.kind != "proposal" for one in desk.waiting(member=world.owner, now=after(116)))


def test_finishing_ends_what_hangs_on_the_incident_like_every_other_end(world: World) -> None:
    made = scene.opened(world)
    said, words = {"member": world.manager, "incident": made}, {"channel": "social", "title": "A", "text": "Sorry."}
    answer = answers.draft_free(**said, **words, now=after(1))
    command.change_status(action="resolve", waiver="Nobody asks", now=after(3), **said)
    # After it was resolved: a question about the answer that was left, and a task nobody must do.
    [asked] = approvals.ask(member=world.manager, answer=answer, approvers=[world.admin.user_id], now=after(4))
    late = checklist.add(member=world.manager, incident=made, new=checklist.NewTask("Thank them", 60), now=after(4))
    look = debriefs.start(now=after(5), **said)
    look = _written(world, look)
    Notification.objects.all().delete()
    debriefs.finish(member=world.manager, debrief=look, now=after(7))
    for row in (asked, answer, late):
        row.refresh_from_db()
    assert (asked.status, asked.ended_because, answer.status) == ("void", "incident_ended", "draft")
    assert (late.status, late.finished_at) == ("skipped", after(7))
    assert scene.kinds(made)[-3:] == ["debrief_finished", "approval_withdrawn", "status"]
    told = set(Notification.objects.values_list("user__name", "title"))
    assert told == {
        ("Adam Admin", "No answer is needed from you on “A”"),
        ("Priya Nair", f"#{made.number} {made.title} is closed"),
    }
    assert desk.waiting(member=world.fresh(world.admin), now=after(8)) == []
    command.change_status(action="reopen", reason="More", now=after(67), **said)
    late.refresh_from_db()
    assert (late.status, late.due_at) == ("todo", after(64 + 60)), "it has the time again that was left"
    assert timeline.verify(incident=made) is None


def test_where_the_work_left_the_plan_in_what_was_merged_here_counts_too(world: World) -> None:
    version = scene.plan(world)
    stays, goes = two(world, plan_version=version)
    command.adopt_plan(member=world.manager, incident=stays, plan_version=version, now=after(2))
    late, left_out = goes.tasks.order_by("order")[:2]
    checklist.finish(member=world.manager, task=late, now=after(26))
    checklist.skip(member=world.manager, task=left_out, reason="Nobody there", now=after(6))
    merge(world, goes, stays, 30)
    for task in stays.tasks.all():
        checklist.finish(member=world.manager, task=task, now=after(3))
    found = [(one.kind, one.title, one.minutes) for one in deviations(incident=stays, now=after(40))]
    assert found == [
        ("late", f"Stop planned posts (in #{goes.number})", 20),
        ("skipped", f"Read the newest fifty mentions (in #{goes.number})", 0),
    ], "but not the steps that the merge ended"


def test_a_lesson_is_not_taken_out_of_a_debrief_that_is_finished_meanwhile(committed_world: World) -> None:
    world = committed_world
    made = scene.opened(world, plan_version=scene.plan(world))
    ended = {"member": world.manager, "incident": made, "action": "resolve", "waiver": "The shop has it"}
    made = command.change_status(**ended, now=after(100))
    debrief = debriefs.start(member=world.manager, incident=made, now=after(110))
    lesson = debriefs.add_lesson(member=world.manager, debrief=debrief, text="Call first", now=after(112))
    who = world.fresh(world.manager)
    taking = Meanwhile(world.north, lambda: debriefs.remove_lesson(member=who, lesson=lesson, now=after(113)))
    with transaction.atomic():
        Debrief.objects.select_for_update(no_key=True).get(pk=debrief.pk)
        taking.begin()
        Debrief.objects.filter(pk=debrief.pk).update(status="finished")
    assert isinstance(taking.end(), Conflict)
    assert Lesson.objects.filter(pk=lesson.pk).exists()

"""What goes along when an incident is merged into another: alerts with their pages, mentions, tasks, times."""

from datetime import timedelta
from typing import Any

from accounts.notifications.models import Notification
from accounts.notifications.services import escalation, notifying
from incidents.learning.services import lookback
from incidents.models import Incident, IncidentAlert, Milestone, Task
from incidents.services import checklist, clocks, command, ending, joining
from incidents.services.triage import triage
from playbooks.models import PlanVersion, Step
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.incidents.services.test_merging import merge, two
from tests.world import World


def _joined(world: World, minute: float, **more: Any) -> Any:
    alert = scene.alert(scene.rule(world, **more), severity=more.get("severity", 2))
    assert triage(alert_id=alert.pk, now=after(minute)).outcome == "joined"
    return alert


def _again(world: World, version: PlanVersion) -> PlanVersion:
    """The next version: the same steps, and one more."""
    newer: PlanVersion = PlanVersion.objects.create(plan=version.plan, created_by=world.owner.user)
    for step in version.steps.all():
        step.pk, step.version, step._state.adding = Step._meta.pk.get_default(), newer, True
        step.version_status = newer.status
        step.save(force_insert=True)
    Step.objects.create(version=newer, order=9, phase="respond", title="Ring them", duty="legal", due_minutes=5)
    PlanVersion.objects.filter(pk=newer.pk).update(number=2, status="published", published_at=NOW)
    newer.refresh_from_db()
    return newer


def test_an_alert_goes_along_and_whoever_is_being_woken_for_it_still_is(world: World) -> None:
    stays, goes = two(world)
    alert = _joined(world, 2, severity=1)
    page = Notification.objects.get(ack_due_at__isnull=False)
    assert page.subject_id == goes.pk
    merge(world, goes, stays, 3)
    page.refresh_from_db()
    assert IncidentAlert.objects.get(alert=alert).incident == stays
    assert (page.subject_id, page.path, page.acknowledged_at) == (stays.pk, f"/incidents/{stays.pk}/", None)
    assert joining.KEEPER.waits(stays.pk)
    assert not joining.KEEPER.waits(goes.pk)
    assert escalation.escalate(after(8)) == 1, "nobody acknowledged: the next is woken"
    notifying.acknowledge(world.fresh(world.analyst), Notification.objects.get(escalated_from=page), now=after(9))
    alert.refresh_from_db()
    assert alert.acknowledged_by == world.analyst.user
    assert alert.reason == f"Incident #{stays.number}"


def test_who_acknowledges_a_page_that_moved_meanwhile_has_what_it_was_about(world: World) -> None:
    stays, goes = two(world)
    alert = _joined(world, 2, severity=1)
    merge(world, goes, stays, 3)
    joining.KEEPER.acknowledge(world.fresh(world.analyst), goes.pk, now=after(4))
    alert.refresh_from_db()
    assert alert.acknowledged_by == world.analyst.user


def test_what_a_rule_opened_in_triage_still_wakes_people_and_leads_them_on(world: World) -> None:
    alert = scene.alert(scene.rule(world, may_open_incident=True))
    waits = triage(alert_id=alert.pk, now=NOW).incident
    assert waits is not None
    stays = scene.opened(world, title="Glass", now=after(1))
    merge(world, waits, stays, 2)
    page = Notification.objects.get(ack_due_at__isnull=False)
    assert (page.subject_kind, page.path, page.acknowledged_at) == ("alert", f"/incidents/{stays.pk}/", None)


def test_mentions_go_along_once(world: World) -> None:
    stays, goes = two(world)
    first, second = scene.mentions(world, ["Glass", "Splinters"])
    command.link_mentions(member=world.manager, incident=stays, mention_ids=[first.pk], now=after(2))
    command.link_mentions(member=world.manager, incident=goes, mention_ids=[first.pk, second.pk], now=after(3))
    merge(world, goes, stays)
    assert set(stays.mentions.values_list("mention_id", flat=True)) == {first.pk, second.pk}
    assert not goes.mentions.exists()
    assert stays.entries.get(kind="merged_in").payload["mentions"] == 1


def test_open_tasks_go_along_with_owner_and_due_time_and_say_where_they_came_from(world: World) -> None:
    stays, goes = two(world, plan_version=scene.plan(world))
    done, mine = goes.tasks.order_by("order")[:2]
    checklist.finish(member=world.manager, task=done, now=after(2))
    checklist.take(member=world.analyst, task=mine, now=after(3))
    owner, due, version = world.analyst.user, mine.due_at, mine.version
    merge(world, goes, stays)
    mine.refresh_from_db()
    assert (mine.incident, mine.moved_from, mine.owner, mine.due_at) == (stays, goes, owner, due)
    assert (mine.status, mine.version) == ("todo", version + 1)
    assert list(goes.tasks.all()) == [done]
    assert [one.order for one in stays.tasks.all()] == [1, 2, 3]
    assert stays.entries.get(kind="merged_in").payload["tasks"] == [one.title for one in stays.tasks.all()]
    assert mine.title in " ".join(one.text for one in ending.owed(stays)), "required there as it was here"


def test_a_step_that_both_plans_have_is_done_once_whatever_the_version(world: World) -> None:
    version = scene.plan(world)
    stays, goes = two(world, plan_version=version)
    PlanVersion.objects.filter(pk=version.pk).update(status="retired")
    newer = _again(world, version)
    command.adopt_plan(member=world.manager, incident=stays, plan_version=newer, now=after(2))
    checklist.finish(member=world.manager, task=stays.tasks.get(step__title="Stop planned posts"), now=after(3))
    merge(world, goes, stays)
    assert {one.skip_reason for one in goes.tasks.all()} == {f"The same step is in #{stays.number}."}
    assert stays.tasks.filter(moved_from=goes).count() == 0
    assert stays.tasks.count() == version.steps.count() + 1
    assert "Ring them" in stays.tasks.values_list("title", flat=True)


def test_a_task_nobody_has_is_whose_duty_it_is_there(world: World) -> None:
    stays, goes = two(world)
    task = checklist.add(
        member=world.manager, incident=goes, new=checklist.NewTask(title="Call", due_minutes=5), now=after(2)
    )
    Task.objects.filter(pk=task.pk).update(owner=None)
    command.hand_over(member=world.manager, incident=stays, to=world.admin.user_id, now=after(3))
    merge(world, goes, stays)
    task.refresh_from_db()
    assert task.owner == world.admin.user


def test_what_happened_first_in_either_is_when_it_happened_to_the_matter(world: World) -> None:
    late: Incident = scene.opened(world, title="Splinters", now=after(30))
    early: Incident = scene.opened(world, now=NOW)
    Milestone.objects.create(incident=early, kind="published", at=after(20))
    merge(world, early, late, 40)
    found = dict(Milestone.objects.filter(incident=late).values_list("kind", "at"))
    assert (found["detected"], found["acknowledged"], found["published"]) == (NOW, NOW, after(20))
    stages = {one.kind: one for one in lookback.waterfall(incident=late)}
    assert stages["published"].since_detected == 20
    said = late.entries.get(kind="merged_in").payload["milestones"]
    assert set(said) == {"detected", "acknowledged", "published"}


def test_a_task_that_moves_on_again_keeps_where_it_began(world: World) -> None:
    stays, goes = two(world)
    new = checklist.NewTask(title="Call", due_minutes=5)
    task = checklist.add(member=world.manager, incident=goes, new=new, now=after(2))
    last = scene.opened(world, title="The whole", now=after(3))
    merge(world, goes, stays, 4)
    merge(world, stays, last, 5)
    task.refresh_from_db()
    assert (task.incident, task.moved_from) == (last, goes)
    assert task.due_at == after(2) + timedelta(minutes=5)


def test_a_step_that_was_skipped_there_is_still_to_be_done_if_it_is_open_here(world: World) -> None:
    version = scene.plan(world)
    stays, goes = two(world, plan_version=version)
    command.adopt_plan(member=world.manager, incident=stays, plan_version=version, now=after(2))
    there, here = (one.tasks.get(title="Stop planned posts") for one in (stays, goes))
    checklist.skip(member=world.manager, task=there, reason="Nothing is planned", now=after(3))
    checklist.take(member=world.analyst, task=here, now=after(3))
    checklist.start(member=world.analyst, task=here, now=after(4))
    read = there.version
    merge(world, goes, stays)
    for one in (there, here):
        one.refresh_from_db()
    assert (there.status, there.skip_reason, there.finished_at, there.moved_from) == ("doing", "", None, goes)
    assert (there.owner, there.due_at) == (world.analyst.user, here.due_at)
    assert there.version > read + 1, "skipped, and taken up again"
    assert (here.incident, here.status, here.skip_reason) == (goes, "skipped", f"The same step is in #{stays.number}.")
    said = stays.entries.get(kind="merged_in").payload
    assert said["tasks"] == [there.title]
    assert there.title not in said["ended_tasks"]
    assert f"Required task: {there.title}" in [one.text for one in ending.owed(stays)]


def test_a_step_skipped_there_in_another_version_does_not_end_the_one_that_is_open_here(world: World) -> None:
    version = scene.plan(world)
    stays, goes = two(world, plan_version=version)
    PlanVersion.objects.filter(pk=version.pk).update(status="retired")
    newer = _again(world, version)
    command.adopt_plan(member=world.manager, incident=stays, plan_version=newer, now=after(2))
    checklist.skip(member=world.manager, task=stays.tasks.order_by("order")[0], reason="No", now=after(3))
    open_one = goes.tasks.order_by("order")[0]
    merge(world, goes, stays)
    open_one.refresh_from_db()
    assert (open_one.incident, open_one.status, open_one.moved_from) == (stays, "todo", goes)
    assert goes.tasks.count() == version.steps.count() - 1


def test_what_was_opened_again_brings_the_moment_it_began_anew_and_nothing_from_before(world: World) -> None:
    goes: Incident = scene.opened(world, title="Splinters", now=NOW)
    Milestone.objects.create(incident=goes, kind="drafted", at=after(5))
    by: dict[str, Any] = {"member": world.manager, "incident": goes}
    command.change_status(**by, action="resolve", waiver="Over", now=after(60))
    command.change_status(**by, action="reopen", reason="Not over", now=after(6000))
    Milestone.objects.create(incident=goes, kind="approved", at=after(6002))
    stays: Incident = scene.opened(world, now=after(6005))
    merge(world, Incident.objects.get(pk=goes.pk), stays, 6010)
    found = dict(Milestone.objects.filter(incident=stays).values_list("kind", "at"))
    assert (found["detected"], found["acknowledged"], found["approved"]) == (after(6000), after(6005), after(6002))
    assert "drafted" not in found
    measured = {one.kind: one for one in clocks.clocks_of([stays])[stays.pk]}
    assert (measured["acknowledged"].state, measured["published"].started_at) == ("met", after(6000))

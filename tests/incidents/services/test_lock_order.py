"""The one order of locks (incidents/services): an alert is never lost to an incident that ends, and nobody waits in a circle."""

from typing import Any

import pytest

from accounts.errors import Conflict
from accounts.notifications.models import Notification
from accounts.notifications.services import escalation
from incidents.learning.services import debriefs
from incidents.models import RUNNING, Incident, IncidentAlert, PublicAnswer
from incidents.services import access, checklist, command, joining, timeline
from incidents.services.triage import triage
from incidents.speaking.services import answers, approvals, questions
from monitoring.alerting import services as alerting
from monitoring.models import Alert
from tests.incidents import scene
from tests.incidents.races import meet
from tests.incidents.scene import after
from tests.world import World


def _resolve(world: World, incident: Incident, minute: float = 5, **more: Any) -> Incident:
    who = world.fresh(world.manager)
    return command.change_status(member=who, incident=incident, action="resolve", now=after(minute), **more)


def _somebody_has_each_alert() -> None:
    """Every alert is open, in somebody's hands, or in an incident that runs."""
    for alert in Alert.objects.all():
        joined = IncidentAlert.objects.filter(alert=alert, incident__status__in=RUNNING).exists()
        assert alert.status == "open" or alert.acknowledged_at is not None or joined, alert.status


def test_whoever_resolves_an_incident_has_the_alert_in_hand_that_is_just_joining(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    alarm = scene.alert(scene.rule(world))
    joins = lambda: triage(alert_id=alarm.pk, now=after(4))  # noqa: E731
    assert meet(world.north, joins, lambda: _resolve(world, incident)) is None
    alarm.refresh_from_db()
    assert (alarm.status, alarm.acknowledged_by_id) == ("joined", world.manager.user_id)
    assert not Notification.objects.filter(subject_id=incident.pk, acknowledged_at=None).exists()
    _somebody_has_each_alert()


def test_an_alert_joins_no_incident_that_is_just_ending_but_the_next_one_or_stays_open(committed_world: World) -> None:
    world = committed_world
    older, newer = scene.opened(world, title="Older"), scene.opened(world, title="Newer", now=after(1))
    one, two = (scene.alert(scene.rule(world, name=str(number)), number=number) for number in (1, 2))
    assert meet(world.north, lambda: _resolve(world, newer), lambda: triage(alert_id=one.pk, now=after(6))) is None
    assert IncidentAlert.objects.get(alert=one).incident == older
    assert meet(world.north, lambda: _resolve(world, older, 7), lambda: triage(alert_id=two.pk, now=after(8))) is None
    two.refresh_from_db()
    assert two.status == "open"
    assert Notification.objects.filter(subject_id=two.pk, acknowledged_at=None, ack_due_at__isnull=False).exists()
    _somebody_has_each_alert()


def test_a_task_is_finished_while_its_incident_is_resolved_with_a_waiver(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world, plan_version=scene.plan(world))
    first, who = incident.tasks.first(), world.fresh(world.analyst)
    raised = meet(
        world.north,
        lambda: access.lock_visible(who, first),
        lambda: _resolve(world, incident, waiver="The shop has it"),
        lambda: checklist.finish(member=who, task=first, now=after(4)),
    )
    assert raised is None
    first.refresh_from_db()
    assert (first.status, first.finished_at) == ("done", after(4))
    waived = incident.entries.get(kind="waived").payload["owed"]
    assert len(waived) == 2, "what was finished before the end is not owed"


def test_an_answer_is_edited_while_its_incident_closes_with_the_debrief(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    said, words = {"member": world.manager, "incident": incident}, {"channel": "social", "title": "A", "text": "One"}
    _resolve(world, incident, 1)
    look = debriefs.start(now=after(2), **said)
    debriefs.edit(member=world.manager, debrief=look, texts={"what_happened": "Glass."}, version=1, now=after(2))
    answer, who = answers.draft_free(**said, **words, now=after(3)), world.fresh(world.analyst)
    raised = meet(
        world.north,
        lambda: access.lock_visible(who, answer),
        lambda: debriefs.finish(member=world.fresh(world.manager), debrief=look, waiver="Nobody asks", now=after(5)),
        lambda: answers.edit(member=who, answer=answer, text="Two", version=1, now=after(4)),
    )
    assert raised is None
    incident.refresh_from_db()
    assert (incident.status, timeline.verify(incident=incident)) == ("closed", None)


@pytest.mark.parametrize("ends", ["by leaving", "with the incident"])
def test_the_second_of_two_answers_is_edited_while_the_questions_about_both_end(
    committed_world: World, ends: str
) -> None:
    world = committed_world
    incident = scene.opened(world)
    for number in (1, 2):
        words = {"channel": "social", "title": str(number), "text": f"Text {number}"}
        answer = answers.draft_free(member=world.analyst, incident=incident, **words, now=after(1))
        approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=after(2))
    last, who = PublicAnswer.objects.order_by("incident_id", "pk").last(), world.fresh(world.analyst)
    assert last is not None
    leave = lambda: questions.end_questions_of(user_id=world.admin.user_id, now=after(4))  # noqa: E731
    raised = meet(
        world.north,
        lambda: access.lock_visible(who, last),
        leave if ends == "by leaving" else lambda: _resolve(world, incident, waiver="Nobody asks"),
        lambda: answers.edit(member=who, answer=last, text="Other", version=1, now=after(3)),
    )
    assert raised is None
    assert not incident.answers.filter(approvals__status="asked").exists()
    assert timeline.verify(incident=incident) is None


def test_an_alert_is_acknowledged_while_its_incidents_page_is_passed_on_for_the_last_time(
    committed_world: World,
) -> None:
    world = committed_world
    incident = scene.opened(world)
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=after(1))
    subject, who = joining.subject(incident.pk), world.fresh(world.manager)

    def last_round() -> None:
        assert joining.KEEPER.waits(incident.pk, lock=True)
        list(escalation._waiting(subject))

    raised = meet(
        world.north,
        last_round,
        lambda: alerting.acknowledge(member=who, alert=alarm.pk, now=after(20)),
        lambda: joining.KEEPER.unanswered(incident.pk, now=after(19)),
    )
    assert raised is None
    alarm.refresh_from_db()
    assert (alarm.unanswered_at, alarm.acknowledged_at) == (after(19), after(20))


def test_two_questions_of_an_incident_end_and_a_decision_comes_in_between(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    words = {"channel": "social", "title": "A", "text": "Sorry."}
    answer = answers.draft_free(member=world.analyst, incident=incident, **words, now=after(1))
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=after(2))
    yes = {"yes": True, "text_sha256": asked.text_sha256}
    raised = meet(
        world.north,
        lambda: _resolve(world, incident, waiver="Nobody asks"),
        lambda: approvals.decide(member=world.fresh(world.admin), approval=asked, **yes, now=after(6)),
    )
    assert getattr(raised, "code", "") == "wrong_state"
    asked.refresh_from_db()
    assert (asked.status, asked.ended_because) == ("void", "incident_ended")


def test_an_answer_is_confirmed_with_the_task_that_somebody_is_just_finishing(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world, plan_version=scene.plan(world))
    boss, who, task = world.fresh(world.manager), world.fresh(world.analyst), incident.tasks.first()
    words = {"channel": "social", "title": "A", "text": "One"}
    answer = answers.draft_free(member=boss, incident=incident, **words, now=after(1))
    [asked] = approvals.ask(member=boss, answer=answer, approvers=[world.admin.user_id], now=after(2))
    said = {"yes": True, "text_sha256": asked.text_sha256, "now": after(3)}
    approvals.decide(member=world.fresh(world.admin), approval=asked, **said)
    answers.hand_off(member=boss, answer=PublicAnswer.objects.get(pk=answer.pk), now=after(4))
    where = {"url": "https://social.example/1", "task": task, "now": after(6)}
    raised = meet(
        world.north,
        lambda: access.lock_visible(who, task),
        lambda: answers.confirm(member=boss, answer=PublicAnswer.objects.get(pk=answer.pk), **where),
        lambda: checklist.finish(member=who, task=task, now=after(5)),
    )
    # The second is told that it is done already, or finds it so; neither waits for the other in a circle.
    assert raised is None or isinstance(raised, Conflict)
    task.refresh_from_db()
    assert (task.status, task.finished_at) == ("done", after(5))
    assert timeline.verify(incident=incident) is None

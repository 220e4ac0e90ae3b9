"""The thread, service by service: an alert, an incident by the plan, an answer, a debrief, and the plan's next version."""

from uuid import UUID

from accounts.events.models import Event
from accounts.events.services.placing import place_events
from accounts.notifications.models import Notification
from incidents.learning.services import debriefs
from incidents.learning.services.lookback import waterfall
from incidents.models import Incident, Milestone
from incidents.services import checklist, command, timeline
from incidents.services.triage import plans_for, triage
from incidents.speaking.services import answers, approvals, updates
from playbooks.models import Plan, PlanVersion
from playbooks.services import plans, proposals
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def _published_plan(world: World) -> PlanVersion:
    plan = plans.create_plan(world.manager, world.alder, name="Product harm", starter="product-harm", now=after(-5000))
    draft = plan.versions.get()
    return plans.publish(world.owner, draft, change_note="First", lock=draft.lock, now=after(-4999))


def _handled(world: World, version: PlanVersion) -> Incident:
    alarm = scene.alert(scene.rule(world))
    assert triage(alert_id=alarm.pk, now=after(0)).outcome == "proposed"
    proposed = [one.version for one in plans_for(alarm)]
    assert proposed == [version]
    incident = scene.opened(world, plan_version=proposed[0], alert=alarm, now=after(2))
    who = {"member": world.manager, "incident": incident}
    for minute, task in enumerate(incident.tasks.all(), start=3):
        checklist.finish(member=world.analyst, task=task, now=after(minute))
    command.release_incident(**who, now=after(20))
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="social", title="First", text="We are sorry.", now=after(21)
    )
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.client.user_id], now=after(22))
    client = world.fresh(world.client)
    approvals.decide(member=client, approval=asked, yes=True, text_sha256=asked.text_sha256, now=after(25))
    answers.hand_off(member=world.manager, answer=answer, now=after(26))
    answers.confirm(member=world.manager, answer=answer, url="https://social.example/1", now=after(27))
    updates.send_update(**who, audience="client", text="It is out", next_due_at=after(90), now=after(30))
    for minute, action in ((31, "respond"), (60, "stabilise"), (90, "resolve")):
        waiver = "The shop called everybody itself" if action == "resolve" else ""
        command.change_status(**who, action=action, waiver=waiver, now=after(minute))
    return incident


def test_from_an_alert_to_a_better_plan(world: World) -> None:
    first = _published_plan(world)
    scene.mentions(world, ["there was glass in my jar and now my mouth is hurt, I am at the hospital, recall it"])
    incident = _handled(world, first)
    debrief = debriefs.start(member=world.manager, incident=incident, now=after(100))
    debriefs.edit(
        member=world.manager, debrief=debrief, texts={"what_happened": "Glass in a jar"}, version=1, now=after(101)
    )
    lesson = debriefs.add_lesson(member=world.manager, debrief=debrief, text="Call the shop first", now=after(102))
    fields = {"phase": "respond", "title": "Call the shop", "duty": "lead", "due_minutes": 5, "required": True}
    proposal = debriefs.propose_change(
        member=world.manager,
        lesson=lesson,
        plan=first.plan,
        title="Call the shop first",
        changes=[{"op": "add", "part": "step", "key": None, "fields": fields}],
        now=after(103),
    )
    debriefs.finish(member=world.manager, debrief=debrief, now=after(104))
    draft = proposals.accept(world.owner, proposal, reason="Right", now=after(105))
    second = plans.publish(world.owner, draft, change_note="Learned", lock=draft.lock, now=after(106))

    incident.refresh_from_db()
    first.refresh_from_db()
    assert (incident.status, incident.plan_version) == ("closed", first)
    assert (first.status, second.status, second.number) == ("retired", "published", 2)
    assert second.steps.filter(title="Call the shop").exists()
    assert [one.lesson_text for one in second.proposals.all()] == ["Call the shop first"]
    assert Milestone.objects.filter(incident=incident).count() == 8
    assert {stage.kind: stage.missed for stage in waterfall(incident=incident)}["published"] is False
    assert timeline.verify(incident=incident) is None
    assert Plan.objects.count() == 1
    _everybody_was_told_of_what_is_on_record(world)


def _everybody_was_told_of_what_is_on_record(world: World) -> None:
    told = dict(Notification.objects.values_list("event_id", "title"))
    actions = dict(Event.objects.filter(pk__in=told).values_list("pk", "action"))
    assert [title for pk, title in told.items() if pk not in actions] == []
    assert {"alert.waiting", "incident.opened", "answer.approval_asked", "answer.approved"} <= set(actions.values())
    place_events()
    browser = world.browser(world.manager)
    row = browser.get("/api/v1/notifications/").json()["results"][0]
    assert browser.get(f"/api/v1/events/{row['event']}/").json()["action"] == actions[UUID(row["event"])]

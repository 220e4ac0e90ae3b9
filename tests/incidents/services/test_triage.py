"""What becomes of an alert."""

import threading
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.db import connection

from accounts.errors import Conflict
from accounts.notifications.models import Notification
from accounts.notifications.services import escalation, notifying, timing
from incidents.models import Incident, IncidentAlert, Task
from incidents.services import clocks, command
from incidents.services.triage import plans_for, triage
from monitoring.alerting.services import acknowledge
from monitoring.models import Alert
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World


def test_an_alert_without_a_running_incident_is_proposed_and_pages_the_first_person(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    assert triage(alert_id=alarm.pk, now=NOW).outcome == "proposed"
    alarm.refresh_from_db()
    assert (alarm.status, alarm.triaged_at, alarm.acknowledge_due_at) == ("open", NOW, after(15))
    page = Notification.objects.get()
    assert (page.user, page.ack_due_at, page.path) == (world.manager.user, after(15), f"/alerts/{alarm.pk}/")
    assert not Incident.objects.exists()


def test_an_unacknowledged_page_goes_to_the_brands_second_person(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    escalation.escalate(after(16))
    assert set(Notification.objects.values_list("user__name", flat=True)) == {"Ines Marten", "Priya Nair"}


def test_acknowledging_the_page_acknowledges_the_alert(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    notifying.acknowledge(world.manager, Notification.objects.get(), now=after(3))
    alarm.refresh_from_db()
    assert (alarm.acknowledged_at, alarm.acknowledged_by) == (after(3), world.manager.user)
    assert escalation.escalate(after(60)) == 0


def test_opening_an_incident_settles_the_page(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    scene.opened(world, alert=alarm, now=after(2))
    assert escalation.escalate(after(60)) == 0


def test_second_alert_joins_the_running_incident(world: World) -> None:
    incident = scene.opened(world, severity=3)
    alarm = scene.alert(scene.rule(world), severity=1)
    outcome = triage(alert_id=alarm.pk, now=after(2))
    assert (outcome.outcome, outcome.incident) == ("joined", incident)
    alarm.refresh_from_db()
    incident.refresh_from_db()
    assert (alarm.status, incident.severity) == ("joined", 3), "a severity is suggested, never set"
    entry = incident.entries.get(kind="alert_joined")
    assert entry.payload["suggested_severity"] == 1
    assert Notification.objects.get(dedupe=f"alert:{alarm.pk}").user == world.manager.user


def test_a_milder_alert_suggests_nothing(world: World) -> None:
    incident = scene.opened(world, severity=1)
    triage(alert_id=scene.alert(scene.rule(world), severity=3).pk, now=after(1))
    assert incident.entries.get(kind="alert_joined").payload["suggested_severity"] is None


def test_alerts_never_join_a_drill_nor_another_brands_or_resolved_incident(world: World) -> None:
    scene.opened(world, is_drill=True)
    scene.opened(world, member=world.other, brand=world.lumen, title="Theirs")
    ended = scene.opened(world, title="Ended")
    command.change_status(member=world.manager, incident=ended, action="resolve", now=NOW)
    assert triage(alert_id=scene.alert(scene.rule(world)).pk, now=after(1)).outcome == "proposed"


def test_triage_twice_changes_nothing(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    assert triage(alert_id=alarm.pk, now=after(5)).outcome == "settled"
    assert Notification.objects.count() == 1


def test_an_alert_somebody_decided_is_left_alone(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    scene.opened(world, alert=alarm)
    assert triage(alert_id=alarm.pk, now=after(1)).outcome == "settled"
    assert IncidentAlert.objects.count() == 1


def test_a_rule_may_open_an_incident_only_in_triage(world: World) -> None:
    scene.mentions(world, ["glass", "glass again"])
    alarm = scene.alert(scene.rule(world, may_open_incident=True))
    incident = triage(alert_id=alarm.pk, now=NOW).incident
    assert incident is not None
    assert (incident.status, incident.lead, incident.plan_version, incident.opened_by) == ("triage", None, None, None)
    assert incident.mentions.count() == 2
    assert incident.entries.get(seq=1).actor_label == "Firebreak"
    assert not Task.objects.exists()
    assert Notification.objects.get().path == f"/incidents/{incident.pk}/"


def test_a_person_confirms_what_a_rule_opened_and_its_plan_goes_to_work(world: World) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    confirmed = command.confirm(member=world.manager, incident=incident, plan_version=scene.plan(world), now=after(4))
    confirmed.refresh_from_db()
    assert (confirmed.status, confirmed.lead, confirmed.next_update_due_at) == ("open", world.manager.user, after(244))
    assert Task.objects.filter(incident=incident).count() == 4
    assert incident.milestones.get(kind="acknowledged").at == after(4)
    with pytest.raises(Conflict):
        command.confirm(member=world.owner, incident=incident, now=after(5))


def test_a_dismissed_proposal_of_a_rule_keeps_the_reason(world: World) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    command.change_status(member=world.manager, incident=incident, action="dismiss", reason="A fair", now=after(1))
    assert incident.entries.get(kind="status").payload["reason"] == "A fair"
    again = command.change_status(
        member=world.owner, incident=incident, action="reopen", reason="No fair", now=after(9)
    )
    assert again.lead == world.owner.user


def test_plans_are_proposed_by_their_triggers_with_numbers(world: World) -> None:
    fitting = scene.plan(world, name="Product harm", trigger="glass OR splinter")
    scene.plan(world, name="Data leak", trigger="password")
    scene.plan(world, world.lumen, name="Elsewhere", trigger="glass")
    posts = scene.mentions(world, ["glass in my cup", "a splinter", "nice coffee"])
    [proposed] = plans_for(scene.alert(scene.rule(world)))
    assert proposed.version == fitting
    [reason] = proposed.reasons
    assert (reason.matched, reason.of) == (2, 3)
    assert set(reason.example_ids) == {posts[0].pk, posts[1].pk}
    assert str(reason) == "“Glass in the product” matches 2 of 3 mentions"


def test_a_minor_alert_is_acknowledged_in_business_hours() -> None:
    slot = clocks.next_business_slot
    # Saturday evening, and a weekday at 16:30, in Berlin: 9 h of the next weekday, DST begun in between.
    assert slot("Europe/Berlin", datetime(2026, 3, 28, 20, tzinfo=UTC)) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert slot("Europe/Berlin", datetime(2026, 3, 4, 15, 30, tzinfo=UTC)) == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert slot("Europe/Berlin", datetime(2026, 3, 4, 9, tzinfo=UTC)) == datetime(2026, 3, 4, 10, tzinfo=UTC)
    assert slot("Europe/Berlin", datetime(2026, 3, 4, 3, tzinfo=UTC)) == datetime(2026, 3, 4, 8, tzinfo=UTC)


def _at_once(jobs: list[Any], agency: Any) -> list[BaseException]:
    """Runs all jobs at the same time, each in a thread with its own connection, in the agency."""
    gate, errors = threading.Barrier(len(jobs)), []

    def run(job: Any) -> None:
        try:
            connection.set_tenant(agency)
            gate.wait(20)
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_eight_alerts_at_once_make_one_incident(committed_world: World) -> None:
    world = committed_world
    made = scene.rule(world, may_open_incident=True)
    alarms = [scene.alert(made, number=number) for number in range(8)]
    errors = _at_once([lambda pk=alarm.pk: triage(alert_id=pk, now=NOW) for alarm in alarms], world.north)
    assert not errors
    [incident] = Incident.objects.all()
    assert IncidentAlert.objects.filter(incident=incident).count() == 8
    assert sorted(Alert.objects.values_list("status", flat=True)) == ["joined"] * 7 + ["opened"]
    assert list(incident.entries.values_list("seq", flat=True)) == list(range(1, 10))


def test_two_people_opening_at_once_make_one_incident(committed_world: World) -> None:
    world = committed_world
    alarm = scene.alert(scene.rule(world))
    members = [world.manager, world.owner, world.admin, world.manager]
    errors = _at_once([lambda who=who: scene.opened(world, alert=alarm, member=who) for who in members], world.north)
    assert [error.code for error in errors if isinstance(error, Conflict)] == ["already_open"] * 3
    assert Incident.objects.count() == 1


def test_of_two_status_changes_at_once_one_wins_and_one_learns_the_state(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    actions = ["resolve", "resolve"]
    errors = _at_once(
        [
            lambda action=action: command.change_status(
                member=world.fresh(world.manager), incident=incident, action=action, now=after(1)
            )
            for action in actions
        ],
        world.north,
    )
    [lost] = errors
    assert isinstance(lost, Conflict)
    assert (lost.status, lost.data["current"]) == (409, "resolved")


def test_acknowledging_on_the_alerts_own_page_wakes_nobody_next(world: World) -> None:
    alarm = scene.alert(scene.rule(world))
    triage(alert_id=alarm.pk, now=NOW)
    page = Notification.objects.get(subject_kind="alert", subject_id=alarm.pk)
    assert page.acknowledged_at is None
    acknowledge(member=world.manager, alert=alarm, now=after(1))
    page.refresh_from_db()
    assert page.acknowledged_at == after(1)
    assert escalation.escalate(after(600)) == 0
    assert Notification.objects.count() == 1


def test_a_page_at_night_goes_to_whoever_is_awake_unless_it_is_critical(world: World) -> None:
    quiet = timing.Times(quiet=True, quiet_start=time(0), quiet_end=time(23, 59))
    timing.set_times(world.manager, times=quiet, now=NOW)
    rule = scene.rule(world)
    for number, severity, woken in ((1, 2, world.analyst), (2, 1, world.manager)):
        alert = scene.alert(rule, number=number, severity=severity)
        triage(alert_id=alert.pk, now=NOW)
        told = Notification.objects.get(dedupe=f"alert:{alert.pk}")
        assert (told.user_id, told.held_until) == (woken.user_id, None)


def test_a_rule_names_who_is_told_and_whoever_left_the_brand_is_not(world: World) -> None:
    rule = scene.rule(world)
    rule.tell = [world.analyst.user_id, world.other.user_id]
    rule.save()
    triage(alert_id=scene.alert(rule).pk, now=NOW)
    assert [page.user for page in Notification.objects.all()] == [world.analyst.user]
    rule.tell = [world.other.user_id]
    rule.save()
    triage(alert_id=scene.alert(rule, number=1).pk, now=after(61))
    assert Notification.objects.order_by("-created_at")[0].user == world.manager.user


def test_a_digest_rule_wakes_nobody_unless_its_alert_turned_critical(world: World) -> None:
    rule = scene.rule(world)
    rule.digest = True
    rule.save()
    alarm = scene.alert(rule, severity=2)
    triage(alert_id=alarm.pk, now=NOW)
    gathered = Notification.objects.get()
    assert (gathered.in_digest, gathered.ack_due_at) == (True, None)
    alarm.refresh_from_db()
    assert (alarm.acknowledge_due_at, alarm.triaged_at) == (None, NOW)
    triage(alert_id=scene.alert(rule, severity=1, number=1).pk, now=after(61))
    page = Notification.objects.exclude(pk=gathered.pk).get()
    assert not page.in_digest
    assert page.ack_due_at is not None


@pytest.mark.parametrize("by", ["manager", "owner"])
def test_whom_triage_gave_the_lead_and_a_duty_keeps_them_when_it_is_confirmed(world: World, by: str) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    command.hand_over(member=world.manager, incident=incident, to=world.admin.user_id, now=after(1))
    command.give_duty(member=world.manager, incident=incident, duty="comms", to=world.analyst.user_id, now=after(1))
    who = getattr(world, by)
    confirmed = command.confirm(member=who, incident=incident, plan_version=scene.plan(world), now=after(2))
    places = dict(confirmed.team.values_list("duty", "user_id"))
    assert (confirmed.lead_id, places["lead"], places["comms"]) == (
        world.admin.user_id, world.admin.user_id, world.analyst.user_id,
    )  # fmt: skip
    assert set(places) > {"lead", "comms"}, "the other duties are suggested"
    assert {one["user"] for duty, one in incident.entries.get(kind="team_set").payload["team"].items()} == set(
        places.values()
    )


def test_a_lead_of_triage_who_may_not_lead_any_more_gives_way_to_whoever_confirms(world: World) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    command.hand_over(member=world.manager, incident=incident, to=world.admin.user_id, now=after(1))
    type(world.admin).objects.filter(pk=world.admin.pk).update(status="deactivated")
    confirmed = command.confirm(member=world.manager, incident=incident, now=after(2))
    assert (confirmed.lead_id, confirmed.team.get(duty="lead").user_id) == (world.manager.user_id,) * 2


def test_what_was_dismissed_in_triage_with_a_duty_given_is_opened_again_with_a_team(world: World) -> None:
    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    assert incident is not None
    command.give_duty(member=world.manager, incident=incident, duty="comms", to=world.admin.user_id, now=after(1))
    said = {"member": world.manager, "incident": incident, "reason": "Because"}
    command.change_status(action="dismiss", **said, now=after(2))
    again = command.change_status(action="reopen", **said, now=after(3))
    places = dict(again.team.values_list("duty", "user_id"))
    assert (again.lead_id, places["comms"]) == (world.manager.user_id, world.admin.user_id)
    assert len(places) > 2

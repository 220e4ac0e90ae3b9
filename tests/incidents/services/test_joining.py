"""An alert that joins a running incident is told by its own weight, clock and people; a storm is one message a person."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from accounts.notifications.models import Notification, Timing
from accounts.notifications.services import escalation, message_text, notifying
from accounts.services import members
from incidents.models import Incident
from incidents.services import command, joining
from incidents.services.triage import triage
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)  # half past midnight in Berlin


def asleep(*people: Any) -> None:
    for one in people:
        Timing.objects.create(user=one.user, quiet=True, quiet_start=time(22), quiet_end=time(7), through=1)


def running(world: World, **more: Any) -> Incident:
    incident: Incident = scene.opened(world, **more)
    Notification.objects.all().delete()
    return incident


def joins(world: World, now: datetime, number: int = 0, severity: int = 2, **more: Any) -> Any:
    rule = more.pop("rule", None) or scene.rule(world, **more)
    alarm = scene.alert(rule, number=number, severity=severity)
    assert triage(alert_id=alarm.pk, now=now).outcome == "joined"
    return alarm


def told(**narrowed: Any) -> list[str]:
    return sorted(Notification.objects.filter(**narrowed).values_list("user__name", flat=True))


def test_a_critical_alert_that_joins_a_moderate_incident_wakes_and_escalates(world: World) -> None:
    asleep(world.manager)
    running(world, severity=3, now=NIGHT - timedelta(hours=5))
    joins(world, NIGHT, severity=1)
    page = Notification.objects.get()
    assert (page.severity, page.held_until, page.ack_due_at) == (1, None, NIGHT + timedelta(minutes=5))
    assert escalation.escalate(NIGHT + timedelta(minutes=6)) == 1


def test_a_minor_alert_that_joins_a_critical_incident_lets_the_lead_sleep(world: World) -> None:
    asleep(world.manager)
    running(world, severity=1, now=NIGHT - timedelta(hours=3))
    joins(world, NIGHT, severity=4)
    assert told(held_until=None) == []
    assert told() == ["Ines Marten"]


def test_one_as_severe_as_the_incident_goes_to_somebody_awake(world: World) -> None:
    asleep(world.manager)
    running(world, severity=2, now=NIGHT - timedelta(hours=3))
    joins(world, NIGHT)
    assert told(held_until=None) == ["Priya Nair"]


def test_a_digest_rules_alert_waits_for_the_digest(world: World) -> None:
    running(world)
    joins(world, after(3), severity=4, digest=True)
    row = Notification.objects.get()
    assert (row.in_digest, row.ack_due_at) == (True, None)


def test_whom_the_rule_names_is_paged_and_the_lead_hears_of_it(world: World) -> None:
    running(world)
    joins(world, after(3), severity=1, tell=[world.admin.user_id])
    assert told(ack_due_at__isnull=False) == ["Adam Admin"]
    assert told(ack_due_at=None) == ["Ines Marten"]


def test_everybody_whom_the_rule_names_is_paged_not_the_first_of_them_only(world: World) -> None:
    running(world)
    named = [world.owner.user_id, world.admin.user_id]
    joins(world, after(3), severity=1, tell=named)
    assert told(ack_due_at__isnull=False) == ["Adam Admin", "Olga Owner"]
    joins(world, after(4), 1, severity=1, tell=named, name="Other")
    assert told(ack_due_at__isnull=False) == ["Adam Admin", "Olga Owner"], "one chain"


def test_somebody_is_told_when_the_lead_is_gone_or_may_not_decide(world: World) -> None:
    running(world)
    members.deactivate(world.owner, membership_id=world.manager.pk)
    joins(world, after(5), severity=1)
    assert told() == ["Priya Nair"]
    members.deactivate(world.owner, membership_id=world.analyst.pk)
    Notification.objects.all().delete()
    joins(world, after(9), 1, severity=1, name="Other")
    assert told() == ["Olga Owner"]


def test_a_storm_grows_into_one_message_a_person_for_each_ten_minutes(world: World) -> None:
    incident = running(world)
    rule = scene.rule(world)
    for n in range(25):
        joins(world, after(n / 2), n, rule=rule)
    first, second, third = Notification.objects.order_by("created_at")
    assert (first.count, first.held_until) == (1, None)
    assert (second.count, second.held_until) == (19, after(10))
    assert second.title == f"19 alerts joined #{incident.number} Glass in a jar"
    assert (third.count, third.held_until) == (5, after(20))
    assert [row.ack_due_at for row in (first, second, third)] == [after(15), None, None], "one chain"
    subject, text = message_text.of([second], world.north)
    assert subject.endswith(second.title)
    assert text.count("31 mentions in 30 minutes") == 19


def test_a_title_with_braces_is_counted_like_any_other(world: World) -> None:
    running(world, title="A {count} of {0}")
    rule = scene.rule(world)
    for n in range(3):
        joins(world, after(n), n, rule=rule)
    assert Notification.objects.get(count=2).title.endswith("A {count} of {0}")


def test_a_worse_alert_breaks_the_storm_and_has_a_clock_of_its_own(world: World) -> None:
    running(world, severity=3)
    rule = scene.rule(world)
    joins(world, after(0), 0, severity=3, rule=rule)
    joins(world, after(1), 1, severity=3, rule=rule)
    joins(world, after(2), 2, severity=1, rule=rule)
    worse = Notification.objects.get(severity=1)
    assert (worse.held_until, worse.ack_due_at) == (None, after(7))
    assert escalation.escalate(after(8)) == 1
    assert Notification.objects.get(user=world.analyst.user).severity == 1


def test_acknowledging_takes_every_alert_of_the_incident_in_hand(world: World) -> None:
    running(world)
    rule = scene.rule(world)
    alarms = [joins(world, after(n), n, rule=rule) for n in range(3)]
    assert [alarm.acknowledged_at for alarm in alarms] == [None] * 3
    notifying.acknowledge(world.manager, Notification.objects.order_by("created_at")[0], now=after(5))
    for alarm in alarms:
        alarm.refresh_from_db()
        assert (alarm.acknowledged_at, alarm.acknowledged_by) == (after(5), world.manager.user)
    assert escalation.escalate(after(60)) == 0


def test_what_comes_after_the_acknowledgement_has_a_clock_again(world: World) -> None:
    running(world)
    rule = scene.rule(world)
    joins(world, after(0), 0, rule=rule)
    joins(world, after(1), 1, rule=rule)
    notifying.acknowledge(world.manager, Notification.objects.order_by("created_at")[0], now=after(2))
    joins(world, after(3), 2, rule=rule)
    grown = Notification.objects.get(count=2)
    assert (grown.held_until, grown.acknowledged_at) == (after(10), None)
    assert grown.ack_due_at == after(25), "the clock starts when the message goes out"
    assert escalation.escalate(after(26)) == 1


def test_the_page_ends_with_the_incident_or_with_its_last_alert(world: World) -> None:
    incident = running(world)
    first = joins(world, after(0))
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(1))
    first.refresh_from_db()
    assert first.acknowledged_at == after(1)
    assert not Notification.objects.filter(kind="alert", acknowledged_at=None).exists()
    other = running(world, title="Second", now=after(2))
    second = joins(world, after(3), 1, name="Other")
    world.browser(world.manager).post(f"/alerts/{second.pk}/acknowledge/")
    world.enter()
    assert not Notification.objects.filter(subject_id=other.pk, acknowledged_at=None).exists()


def test_alerts_nobody_acknowledged_are_in_the_record(world: World) -> None:
    incident = running(world)
    joins(world, NOW, severity=1)
    for minute in range(6, 120, 6):
        escalation.escalate(after(minute))
    assert incident.entries.get(kind="alerts_unanswered").payload["count"] == 1


def test_taking_a_storm_in_hand_asks_the_database_no_more_often_than_two_alerts(
    world: World, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number, many in enumerate((2, 20)):
        incident = running(world, title=f"Matter {number}", now=after(number))
        rule = scene.rule(world, name=str(number))
        alarms = [joins(world, after(number + 1), n, rule=rule) for n in range(many)]
        with django_assert_max_num_queries(1000) as asked:
            assert joining.take_in_hand(world.manager, incident, now=after(30)) == many
        counts.append(len(asked.captured_queries))
        for alarm in alarms:
            alarm.refresh_from_db()
            assert (alarm.acknowledged_at, alarm.acknowledged_by) == (after(30), world.manager.user)
    assert counts[1] <= counts[0]

"""News of an incident: who of those meant is told, and who never."""

from datetime import UTC, datetime, time, timedelta

from django.core import mail

from accounts.notifications.models import Notification, Timing
from accounts.notifications.services import delivery
from accounts.services import members
from incidents.models import TeamPlace
from incidents.services import command, reminders
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World

NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)  # 00:30 in Berlin


def told(**narrowed: object) -> list[tuple[str, str]]:
    """(name, title) of everybody who was told, oldest first."""
    return [(row.user.name, row.title) for row in Notification.objects.filter(**narrowed).order_by("created_at")]


def test_held_mail_does_not_go_to_somebody_deactivated_meanwhile(world: World) -> None:
    Timing.objects.create(user=world.analyst.user, quiet=True, quiet_start=time(22), quiet_end=time(7), through=1)
    scene.opened(world, severity=3, now=NIGHT)
    members.deactivate(world.owner, membership_id=world.analyst.pk)
    for pk in delivery.due(NIGHT + timedelta(hours=9)):
        delivery.deliver(pk, agency=world.north, now=NIGHT + timedelta(hours=9))
    assert [letter for letter in mail.outbox if letter.to == ["priya@north.example"]] == []


def test_a_lead_who_became_a_client_hears_nothing_internal(world: World) -> None:
    incident = scene.opened(world)
    members.change_role(world.owner, membership_id=world.manager.pk, role="client")
    Notification.objects.all().delete()
    command.set_severity(
        member=world.fresh(world.owner),
        incident=incident,
        severity=1,
        reason="Counsel: we told the client too little",
        now=after(5),
    )
    assert "Ines Marten" not in [name for name, _ in told()]
    assert "Priya Nair" in [name for name, _ in told()]


def test_clients_hear_that_an_incident_is_released_to_them(world: World) -> None:
    incident = scene.opened(world)
    command.release_incident(member=world.fresh(world.manager), incident=incident, now=after(2))
    assert [row.user.name for row in Notification.objects.filter(internal=False)] == ["Clara Client"]


def test_a_late_task_of_somebody_who_left_is_told_to_the_lead(world: World) -> None:
    scene.opened(world, plan_version=scene.plan(world))
    members.deactivate(world.owner, membership_id=world.analyst.pk)
    Notification.objects.all().delete()
    reminders.remind(now=after(20))
    assert ("Ines Marten", "Late in #1: Read the newest fifty mentions") in told(kind="task")


def test_a_promise_that_is_near_is_told_although_the_lead_left(world: World) -> None:
    scene.opened(world, severity=1)
    members.deactivate(world.owner, membership_id=world.manager.pk)
    Notification.objects.all().delete()
    reminders.remind(now=after(55))
    assert told(kind="update_due")


def test_news_of_a_severity_for_a_lead_who_left_reaches_the_next(world: World) -> None:
    incident = scene.opened(world)
    TeamPlace.objects.filter(incident=incident).exclude(duty="lead").delete()
    members.deactivate(world.owner, membership_id=world.manager.pk)
    Notification.objects.all().delete()
    command.set_severity(
        member=world.fresh(world.owner), incident=incident, severity=1, reason="A second jar", now=after(5)
    )
    assert [name for name, _ in told()] == ["Priya Nair"]


def test_a_due_promise_is_told_to_somebody_who_may_send_it_not_to_a_lead_who_lost_the_role(world: World) -> None:
    scene.opened(world, severity=1)
    members.change_role(world.owner, membership_id=world.manager.pk, role="analyst")
    Notification.objects.all().delete()
    reminders.remind(now=after(55))
    names = [name for name, _ in told(kind="update_due")]
    assert names and "Ines Marten" not in names

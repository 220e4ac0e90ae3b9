"""A page and its alert end together, by whatever act and way."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.brands import services as brands
from accounts.errors import NotFound
from accounts.events.models import Event
from accounts.notifications.models import Notification
from accounts.notifications.services import escalation, notifying
from accounts.services import members
from incidents.models import Incident
from incidents.services import command
from incidents.services.triage import triage
from monitoring.alerting import services as alerting
from monitoring.models import Alert
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World


def paged(world: World, **more: Any) -> Alert:
    alarm: Alert = scene.alert(scene.rule(world, **more), severity=1)
    triage(alert_id=alarm.pk, now=NOW)
    return alarm


@pytest.mark.parametrize("way", ["page", "api", "service", "open", "join", "archive"])
def test_nobody_is_woken_for_an_alert_that_somebody_decided(world: World, way: str) -> None:
    alarm = paged(world)
    if way == "page":
        world.browser(world.manager).post(f"/alerts/{alarm.pk}/dismiss/", {"outcome": "noise", "reason": "satire"})
    elif way == "api":
        body = {"outcome": "noise"}
        world.browser(world.manager).post(f"/api/v1/alerts/{alarm.pk}/dismiss/", body, "application/json")
    elif way == "service":
        alerting.mark_decided(alert=alarm, action="dismiss", member=world.manager, now=after(1), outcome="noise")
    elif way == "open":
        scene.opened(world, alert=alarm, now=after(1))
    elif way == "join":
        command.join_alert(member=world.manager, incident=scene.opened(world), alert=alarm, now=after(1))
    else:
        brands.archive_brand(world.owner, world.alder)
    world.enter()
    told = set(Notification.objects.filter(kind="alert").values_list("pk", flat=True))
    escalation.escalate(after(6))
    escalation.escalate(after(60))
    assert set(Notification.objects.filter(kind="alert").values_list("pk", flat=True)) == told
    assert not Notification.objects.filter(kind="alert", acknowledged_at=None).exists()


@pytest.mark.parametrize("action", ["confirm", "dismiss"])
def test_a_page_ends_when_what_a_rule_opened_is_confirmed_or_dismissed(world: World, action: str) -> None:
    alarm = paged(world, may_open_incident=True)
    assert escalation.escalate(after(6)) == 1, "opened by a rule: nobody has it in hand yet"
    incident = Incident.objects.get()
    command.change_status(member=world.manager, incident=incident, action=action, reason="A fair", now=after(7))
    alarm.refresh_from_db()
    assert alarm.acknowledged_at == after(7)
    assert not Notification.objects.filter(kind="alert", acknowledged_at=None).exists()
    assert escalation.escalate(after(60)) == 0


def test_the_link_of_somebody_off_the_brand_says_so_and_the_chain_goes_on(world: World) -> None:
    alarm = scene.alert(scene.rule(world), severity=1)
    triage(alert_id=alarm.pk, now=timezone.now())
    token = notifying.acknowledge_token(Notification.objects.get())
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.analyst.user_id, 1)])
    answer = Client(HTTP_HOST="north.localhost").post(f"/links/acknowledge/{token}/")
    assert answer.status_code in (403, 404)
    world.enter()
    alarm.refresh_from_db()
    assert alarm.acknowledged_at is None
    assert Notification.objects.filter(user=world.analyst.user, escalated_from__isnull=False).exists()


def test_whose_role_no_longer_decides_alerts_ends_no_page(world: World) -> None:
    alarm = paged(world)
    members.change_role(world.owner, membership_id=world.manager.pk, role="client")
    with pytest.raises(NotFound):
        notifying.acknowledge(
            world.fresh(world.manager), Notification.objects.get(user=world.manager.user), now=after(1)
        )
    alarm.refresh_from_db()
    assert alarm.acknowledged_at is None
    assert Notification.objects.filter(user=world.analyst.user, acknowledged_at=None).exists()


def test_an_alert_nobody_acknowledged_says_so(world: World) -> None:
    alarm = paged(world)
    for minute in range(6, 120, 6):
        escalation.escalate(after(minute))
    alarm.refresh_from_db()
    assert alarm.unanswered_at is not None
    page = world.browser(world.manager).get(f"/alerts/{alarm.pk}/").content.decode()
    assert "Nobody acknowledged it" in page
    given = world.browser(world.manager).get(f"/api/v1/alerts/{alarm.pk}/").json()
    assert given["unanswered_at"] is not None


def test_a_one_person_brands_incident_is_an_event_and_a_drill_is_marked_as_one(world: World) -> None:
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.manager.user_id, 1)])
    incident, drill = scene.opened(world), scene.opened(world, title="Practice", is_drill=True)
    assert not Notification.objects.exists()
    told = Event.objects.filter(action="incident.opened").order_by("id")
    assert [(row.subject_id, row.drill, row.severity) for row in told] == [
        (str(incident.pk), False, incident.severity),
        (str(drill.pk), True, drill.severity),
    ]

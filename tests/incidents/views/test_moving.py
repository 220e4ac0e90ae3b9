"""The pages and endpoints by which an alert leaves an incident."""

from typing import Any

import pytest
from django.utils import timezone

from incidents.models import IncidentAlert
from incidents.services.triage import triage
from tests.incidents import scene
from tests.world import World

API = "/api/v1/incidents"


@pytest.fixture
def joined(world: World) -> Any:
    incident = scene.opened(world, now=timezone.now())
    alert = scene.alert(scene.rule(world))
    triage(alert_id=alert.pk, now=timezone.now())
    return incident, alert


def test_an_alert_is_taken_out_on_its_page_with_a_reason(world: World, joined: Any) -> None:
    incident, alert = joined
    browser = world.browser(world.manager)
    assert f"/alerts/{alert.pk}/out/" in browser.get(f"/alerts/{alert.pk}/").content.decode()
    assert f"/alerts/{alert.pk}/" in browser.get(f"/incidents/{incident.number}/").content.decode()
    address = f"/alerts/{alert.pk}/out/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Another shop"}).status_code == 302
    assert not IncidentAlert.objects.exists()
    assert browser.get(address).status_code == 409


def test_an_alert_is_moved_on_its_page_or_by_a_program(world: World, joined: Any) -> None:
    incident, alert = joined
    browser = world.browser(world.manager)
    other = scene.opened(world, title="A rumour", now=timezone.now())
    address = f"/alerts/{alert.pk}/move/"
    assert "A rumour" in browser.get(address).content.decode()
    assert browser.post(address, {"to": str(incident.pk), "reason": "x"}).status_code == 422
    assert browser.post(address, {"to": str(other.pk), "reason": "It is the rumour"}).status_code == 303
    assert IncidentAlert.objects.get().incident == other
    body = {"alert": str(alert.pk), "reason": "Back again"}
    back = browser.post(f"{API}/{incident.pk}/move_alert/", body, content_type="application/json")
    assert (back.status_code, IncidentAlert.objects.get().incident) == (200, incident)
    bare = {"alert": str(alert.pk)}
    assert browser.post(f"{API}/{incident.pk}/undo_join/", bare, content_type="application/json").status_code == 400
    out = browser.post(f"{API}/{incident.pk}/undo_join/", body, content_type="application/json")
    assert (out.status_code, IncidentAlert.objects.count()) == (200, 0)

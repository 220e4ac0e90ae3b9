"""Incidents in the agency's admin: listed, found, read-only, and moved by the same services."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from tests.incidents import scene
from tests.world import World

MODELS = sorted(model._meta.model_name for model in apps.get_app_config("incidents").get_models())


@pytest.fixture
def running(world: World) -> Any:
    """An incident with tasks and a record."""
    return scene.opened(world, plan_version=scene.plan(world), now=timezone.now())


@pytest.mark.parametrize("name", MODELS)
def test_every_model_is_listed_and_searched_and_nothing_is_written_by_hand(
    world: World, running: Any, name: str
) -> None:
    browser, address = world.browser(world.admin), reverse(f"admin:incidents_{name}_changelist")
    assert browser.get(address, {"q": "glass"}).status_code == 200
    assert browser.get(f"{address}add/").status_code == 403


@pytest.mark.parametrize("model", ["incident", "task", "timelineentry"])
def test_one_row_is_shown_read_only(world: World, running: Any, model: str) -> None:
    row = {"incident": running, "task": running.tasks.first(), "timelineentry": running.entries.first()}[model]
    page = world.browser(world.admin).get(reverse(f"admin:incidents_{model}_change", args=[row.pk]))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()


def test_a_transition_calls_the_service_and_its_refusal_is_said(world: World, running: Any) -> None:
    browser, address = world.browser(world.admin), reverse("admin:incidents_incident_changelist")
    given = {"action": "resolve", "_selected_action": [str(running.pk)]}
    browser.post(address, given)
    running.refresh_from_db()
    assert running.status == "open", "it owes required tasks, and the admin asks for no reason to leave them"
    running.tasks.update(status="done")
    browser.post(address, given)
    running.refresh_from_db()
    assert running.status == "resolved"
    assert scene.kinds(running)[-1] == "status"
    again = browser.post(address, given, follow=True)
    assert f"#{running.number}" in again.content.decode()
    assert scene.kinds(running).count("status") == 1


def test_managers_and_clients_have_no_admin(world: World, running: Any) -> None:
    address = reverse("admin:incidents_incident_changelist")
    for who in (world.manager, world.client):
        assert world.browser(who).get(address).status_code in (302, 403)

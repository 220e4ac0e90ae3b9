"""Endpoints of debriefs and lessons."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.incidents import scene
from tests.world import World

API = "/api/v1"


@pytest.fixture
def running(world: World) -> Any:
    """An incident with a plan that has a holding statement."""
    return scene.opened(world, plan_version=scene.plan(world), now=timezone.now())


def _post(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(f"{API}{path}", body or {}, content_type="application/json")


def test_a_debrief_becomes_a_change_of_the_plan(world: World, running: Any) -> None:
    manager = world.browser(world.manager)
    body = {"incident": str(running.pk)}
    assert _post(manager, "/debriefs/", body).json()["code"] == "wrong_state"
    _post(manager, f"/incidents/{running.pk}/set_status/", {"action": "resolve", "waiver": "Over"})
    debrief = _post(manager, "/debriefs/", body).json()
    path = f"/debriefs/{debrief['id']}/"
    assert _post(manager, f"{path}finish/").status_code == 400
    tag = manager.get(f"{API}{path}").headers["ETag"]
    texts = {"data": {"what_happened": "Glass"}, "content_type": "application/json", "headers": {"If-Match": tag}}
    assert manager.patch(f"{API}{path}", **texts).json()["what_happened"] == "Glass"
    assert manager.patch(f"{API}{path}", **texts).status_code in (409, 412)
    lesson = _post(manager, "/lessons/", {"debrief": debrief["id"], "text": "Ring the plant first"}).json()
    spare = _post(manager, "/lessons/", {"debrief": debrief["id"], "text": "Spare"}).json()
    assert _post(manager, f"/lessons/{spare['id']}/remove/").status_code == 204
    step = running.plan_version.steps.first()
    change = {"op": "change", "part": "step", "key": str(step.key), "fields": {"due_minutes": 3}}
    proposed = {"plan": str(running.plan_version.plan_id), "title": "Sooner", "changes": [change]}
    assert _post(manager, f"/lessons/{lesson['id']}/propose_change/", proposed).status_code == 201
    assert _post(manager, f"/lessons/{lesson['id']}/propose_change/", {**proposed, "changes": []}).status_code == 400
    assert _post(manager, f"/lessons/{lesson['id']}/remove/").json()["code"] == "has_proposal"
    assert _post(manager, f"{path}finish/").json()["status"] == "finished"
    assert manager.get(f"{API}/incidents/{running.pk}/").json()["status"] == "closed"
    assert _post(manager, f"{path}reopen/").json()["code"] == "wrong_state"
    assert world.browser(world.client).get(f"{API}{path}").status_code == 403

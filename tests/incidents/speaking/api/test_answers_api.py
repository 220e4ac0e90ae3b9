"""Endpoints of public answers and approvals."""

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


@pytest.fixture
def analyst(world: World) -> Client:
    return world.browser(world.analyst)


def _post(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(f"{API}{path}", body or {}, content_type="application/json")


def _draft(analyst: Client, incident: Any) -> dict[str, Any]:
    body = {"incident": str(incident.pk), "channel": "web", "title": "First", "text": "We know."}
    made = _post(analyst, "/answers/", body)
    assert made.status_code == 201
    found: dict[str, Any] = made.json()
    return found


def test_slots_are_filled_or_refused_by_name(running: Any, analyst: Client) -> None:
    statement = running.plan_version.statements.get()
    body = {"incident": str(running.pk), "statement": str(statement.key), "values": scene.SLOTS}
    made = _post(analyst, "/answers/", body)
    assert made.status_code == 201 and "12 affected" in made.json()["text"]
    bad = _post(analyst, "/answers/", {**body, "values": {**scene.SLOTS, "page": "javascript:x"}})
    assert bad.status_code == 400 and "slots.page" in bad.content.decode()


def test_an_edit_needs_the_version_it_read(running: Any, analyst: Client) -> None:
    answer = _draft(analyst, running)
    path = f"{API}/answers/{answer['id']}/"
    send = {"data": {"text": "We know now."}, "content_type": "application/json"}
    assert analyst.patch(path, **send).status_code in (412, 428)
    tag = analyst.get(path).headers["ETag"]
    assert analyst.patch(path, **send, headers={"If-Match": tag}).json()["text"] == "We know now."
    assert analyst.patch(path, **send, headers={"If-Match": tag}).status_code in (409, 412)


def test_nobody_publishes_what_somebody_else_has_not_approved(world: World, running: Any, analyst: Client) -> None:
    answer, manager = _draft(analyst, running), world.browser(world.manager)
    path = f"/answers/{answer['id']}"
    assert _post(manager, f"{path}/hand_off/").json()["code"] == "wrong_state"
    assert _post(analyst, f"{path}/ask/", {"approvers": [world.analyst.user_id]}).status_code == 400
    asked = _post(analyst, f"{path}/ask/", {"approvers": [world.manager.user_id]}).json()
    approval = f"/approvals/{asked['approvals'][0]['id']}/decide/"
    stale = _post(manager, approval, {"yes": True, "text_sha256": "0" * 64})
    assert stale.json()["code"] == "stale_text"
    assert (
        _post(world.browser(world.owner), approval, {"yes": True, "text_sha256": answer["text_sha256"]}).status_code
        == 403
    )
    assert _post(manager, approval, {"yes": True, "text_sha256": answer["text_sha256"]}).json()["status"] == "approved"
    assert _post(analyst, f"{path}/hand_off/").status_code == 403
    handed = _post(manager, f"{path}/hand_off/").json()
    assert (handed["text"], handed["text_sha256"]) == ("We know.", answer["text_sha256"])
    assert _post(manager, f"{path}/confirm/", {"url": "javascript:alert(1)"}).status_code == 400
    done = _post(manager, f"{path}/confirm/", {"url": "https://alder.example/news"}).json()
    assert done["status"] == "published"
    assert _post(manager, f"{path}/withdraw/", {"reason": "Late"}).json()["code"] == "wrong_state"


def test_a_no_needs_its_reason(world: World, running: Any, analyst: Client) -> None:
    answer = _draft(analyst, running)
    asked = _post(analyst, f"/answers/{answer['id']}/ask/", {"approvers": [world.manager.user_id]}).json()
    path, manager = f"/approvals/{asked['approvals'][0]['id']}/decide/", world.browser(world.manager)
    body = {"yes": False, "text_sha256": answer["text_sha256"]}
    assert _post(manager, path, body).status_code == 400
    assert _post(manager, path, {**body, "reason": "Say sorry"}).json()["status"] == "rejected"
    assert _post(manager, path, {**body, "reason": "Say sorry"}).status_code == 409


def test_a_drills_answer_stays_inside(world: World, analyst: Client) -> None:
    drill = scene.opened(world, is_drill=True, now=timezone.now())
    answer = _draft(analyst, drill)
    assert _post(world.browser(world.manager), f"/answers/{answer['id']}/hand_off/").json()["code"] == "drill"


def test_a_client_reads_their_own_approval_and_nobody_elses_reason(world: World, running: Any, analyst: Client) -> None:
    answer, manager, client = _draft(analyst, running), world.browser(world.manager), world.browser(world.client)
    _post(manager, f"/incidents/{running.pk}/release/")
    asked = {"approvers": [world.manager.user_id, world.client.user_id]}
    assert len(_post(analyst, f"/answers/{answer['id']}/ask/", asked).json()["approvals"]) == 2
    shown = [client.get(f"{API}/answers/{answer['id']}/").json(), client.get(f"{API}/answers/").json()["results"][0]]
    for one in shown:
        assert [approval["asked_of"] for approval in one["approvals"]] == [world.client.user_id]

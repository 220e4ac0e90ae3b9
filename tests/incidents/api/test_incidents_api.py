"""Endpoints of incidents, tasks, entries, updates and what waits: each way through, and each refusal."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.incidents import scene
from tests.world import World

API = "/api/v1"


@pytest.fixture
def running(world: World) -> Any:
    """An incident of Alder that runs by its plan."""
    return scene.opened(world, plan_version=scene.plan(world), now=timezone.now())


@pytest.fixture
def manager(world: World) -> Client:
    return world.browser(world.manager)


def _post(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(f"{API}{path}", body or {}, content_type="application/json")


def test_opening_from_an_alert_makes_the_tasks_and_a_double_tap_names_the_incident(
    world: World, manager: Client
) -> None:
    version = scene.plan(world)
    scene.mentions(world, ["Found glass", "Glass too"])
    alert = scene.alert(scene.rule(world))
    body = {
        "brand": str(world.alder.pk), "title": "Glass", "severity": 1, "reason": "Injury",
        "plan_version": str(version.pk), "alert": str(alert.pk),
    }  # fmt: skip
    plans = manager.get(f"{API}/alert_plans/{alert.pk}/").json()
    assert plans[0]["reasons"][0]["matched"] == 2
    made = _post(manager, "/incidents/", body)
    assert made.status_code == 201
    tasks = manager.get(f"{API}/tasks/?incident={made.json()['id']}").json()["results"]
    assert len(tasks) == 4
    again = _post(manager, "/incidents/", body)
    assert (again.status_code, again.json()["code"]) == (409, "already_open")
    assert again.json()["data"]["incident"] == made.json()["id"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"severity": 7}, "severity"),
        ({"title": ""}, "title"),
        ({"brand": "00000000-0000-7000-8000-000000000000"}, None),
    ],
)
def test_opening_refuses_what_can_not_be(world: World, manager: Client, change: Any, field: str | None) -> None:
    body = {"brand": str(world.alder.pk), "title": "Glass", "severity": 1, "reason": "Injury", **change}
    answer = _post(manager, "/incidents/", body)
    assert answer.status_code in (400, 404)
    assert field is None or field in answer.content.decode()


def test_who_may_not_open_or_see(world: World, running: Any) -> None:
    body = {"brand": str(world.alder.pk), "title": "Glass", "severity": 1, "reason": "Injury"}
    assert _post(world.browser(world.analyst), "/incidents/", body).status_code == 403
    assert world.browser(world.other).get(f"{API}/incidents/{running.pk}/").status_code == 404
    assert world.browser(world.client).get(f"{API}/incidents/{running.pk}/").status_code == 404
    assert Client(HTTP_HOST="north.localhost").get(f"{API}/incidents/").status_code == 401


def test_a_client_reads_a_released_incident_without_what_the_team_said_of_it(
    world: World, running: Any, manager: Client
) -> None:
    _post(manager, f"/incidents/{running.pk}/release/")
    inside = manager.get(f"{API}/incidents/{running.pk}/").json()
    theirs = world.browser(world.client).get(f"{API}/incidents/{running.pk}/").json()
    assert inside["severity_reason"] and inside["opened_by"]
    assert (theirs["severity_reason"], theirs["plan_version"], theirs["opened_by"]) == ("", None, None)
    assert (theirs["title"], theirs["severity"], theirs["status"]) == (
        inside["title"],
        inside["severity"],
        inside["status"],
    )


ACTS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("set_status", {"action": "respond"}, "status", "responding"),
    ("set_severity", {"severity": 1, "reason": "Injury"}, "severity", 1),
    ("rename", {"title": "Glass in two jars"}, "title", "Glass in two jars"),
]


@pytest.mark.parametrize(("act", "body", "name", "value"), ACTS)
def test_each_act_changes_the_incident(
    running: Any, manager: Client, act: str, body: dict[str, Any], name: str, value: Any
) -> None:
    answer = _post(manager, f"/incidents/{running.pk}/{act}/", body)
    assert answer.status_code == 200
    assert answer.json()[name] == value


def test_a_lost_race_says_the_current_status(running: Any, manager: Client) -> None:
    ending = {"action": "resolve", "waiver": "The shop has it in hand"}
    assert _post(manager, f"/incidents/{running.pk}/set_status/", ending).status_code == 200
    answer = _post(manager, f"/incidents/{running.pk}/set_status/", {"action": "respond"})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert answer.json()["data"]["current"] == "resolved"
    assert _post(manager, f"/incidents/{running.pk}/set_status/", {"action": "close"}).json()["code"] == "needs_debrief"


def test_lead_and_duties_are_given_to_those_who_can(world: World, running: Any, manager: Client) -> None:
    path = f"/incidents/{running.pk}"
    assert _post(manager, f"{path}/hand_over/", {"user_id": world.owner.user_id}).json()["lead"] == world.owner.user_id
    assert _post(manager, f"{path}/hand_over/", {"user_id": world.analyst.user_id}).status_code == 400
    team = _post(manager, f"{path}/give_duty/", {"duty": "legal", "user_id": world.analyst.user_id})
    assert team.status_code == 200
    assert len(manager.get(f"{API}{path}/team/").json()) == len(team.json())
    assert _post(manager, f"{path}/give_duty/", {"duty": "legal", "user_id": world.other.user_id}).status_code == 400


def test_what_a_rule_opened_is_confirmed_with_a_plan(world: World, manager: Client) -> None:
    from incidents.services.triage import triage

    version, alert = scene.plan(world), scene.alert(scene.rule(world, may_open_incident=True))
    incident = triage(alert_id=alert.pk, now=timezone.now()).incident
    assert incident is not None
    answer = _post(manager, f"/incidents/{incident.pk}/confirm/", {"plan_version": str(version.pk)})
    assert answer.json()["status"] == "open"
    assert incident.tasks.count() == 4
    again = _post(manager, f"/incidents/{incident.pk}/adopt_plan/", {"plan_version": str(version.pk)})
    assert again.json()["code"] == "plan_pinned"


def test_an_alert_joins_once(world: World, running: Any, manager: Client) -> None:
    alert = scene.alert(scene.rule(world))
    path = f"/incidents/{running.pk}/join_alert/"
    assert _post(manager, path, {"alert": str(alert.pk)}).status_code == 200
    assert _post(manager, path, {"alert": str(alert.pk)}).status_code == 409
    assert _post(manager, path, {"alert": str(running.pk)}).status_code == 400


def test_mentions_are_linked_and_taken_out(world: World, running: Any, manager: Client) -> None:
    (mention,) = scene.mentions(world, ["Glass"])
    (foreign,) = scene.mentions(world, ["Cheese"], world.lumen)
    path = f"/incidents/{running.pk}"
    assert _post(manager, f"{path}/link_mentions/", {"mentions": [str(mention.pk)]}).status_code == 200
    assert running.mentions.get().mention_id == mention.pk
    assert _post(manager, f"{path}/link_mentions/", {"mentions": [str(foreign.pk)]}).status_code == 400
    assert _post(manager, f"{path}/unlink_mention/", {"mention": str(mention.pk)}).status_code == 200
    assert not running.mentions.exists()


def test_notes_corrections_and_releases(world: World, running: Any, manager: Client) -> None:
    path = f"/incidents/{running.pk}"
    noted = _post(manager, f"{path}/note/", {"text": "Rang the plant"})
    assert (noted.status_code, noted.json()["visibility"]) == (201, "internal")
    entry = f"/entries/{noted.json()['id']}"
    assert _post(manager, f"{path}/note/", {"text": "a\u0000b"}).status_code == 400
    corrected = _post(manager, f"{entry}/correct/", {"text": "Rang the depot"})
    assert corrected.json()["corrects_seq"] == noted.json()["seq"]
    assert _post(manager, f"{entry}/release/", {"audience": "client"}).json()["code"] == "not_released"
    assert _post(manager, f"{path}/release/").json()["released_to_client_at"]
    assert _post(manager, f"{entry}/release/", {"audience": "client"}).status_code == 200
    seen = world.browser(world.client).get(f"{API}{path}/timeline/").json()["results"]
    assert [one["payload"]["text"] for one in seen] == ["Rang the depot", "Rang the plant"]
    assert _post(world.browser(world.analyst), f"{entry}/release/", {"audience": "client"}).status_code == 403


def test_an_update_promises_the_next_one(running: Any, manager: Client) -> None:
    path, due = f"/incidents/{running.pk}", (timezone.now() + timedelta(hours=1)).isoformat()
    body = {"audience": "client", "text": "We look into it", "next_due_at": due}
    assert _post(manager, f"{path}/send_update/", body).json()["code"] == "not_released"
    _post(manager, f"{path}/release/")
    assert _post(manager, f"{path}/send_update/", body).status_code == 201
    assert _post(manager, f"{path}/send_update/", body).status_code == 409
    past = {**body, "text": "More", "next_due_at": "2020-01-01T00:00:00Z"}
    assert "next_due_at" in _post(manager, f"{path}/send_update/", past).content.decode()
    assert len(manager.get(f"{API}/updates/?incident={running.pk}").json()["results"]) == 1
    assert {one["kind"] for one in manager.get(f"{API}{path}/milestones/").json()} == {"detected", "acknowledged"}
    assert len(manager.get(f"{API}{path}/waterfall/").json()) == 8


def test_a_task_goes_through_its_moves(world: World, running: Any, manager: Client) -> None:
    analyst, task = world.browser(world.analyst), running.tasks.get(title="Stop planned posts")
    path = f"/tasks/{task.pk}"
    assert _post(analyst, f"{path}/take/").json()["owner"] == world.analyst.user_id
    assert _post(analyst, f"{path}/start/").json()["status"] == "doing"
    assert _post(analyst, f"{path}/finish/").json()["status"] == "done"
    assert _post(analyst, f"{path}/finish/").json()["code"] == "wrong_state"
    assert _post(analyst, f"{path}/reopen/").json()["status"] == "todo"
    assert (
        _post(analyst, f"{path}/reassign/", {"user_id": world.manager.user_id}).json()["owner"] == world.manager.user_id
    )
    assert _post(analyst, f"{path}/reassign/", {"user_id": world.client.user_id}).status_code == 400
    assert _post(analyst, f"{path}/skip/", {}).status_code == 400
    assert _post(analyst, f"{path}/skip/", {"reason": "None planned"}).json()["status"] == "skipped"
    assert _post(world.browser(world.other), f"{path}/take/").status_code == 404


def test_a_task_is_added_within_its_bounds(running: Any, manager: Client) -> None:
    body = {"incident": str(running.pk), "title": "Ring the shop", "due_minutes": 15}
    assert _post(manager, "/tasks/", body).status_code == 201
    assert _post(manager, "/tasks/", {**body, "due_minutes": -1}).status_code == 400


def test_what_waits_is_listed_by_deadline(running: Any, manager: Client) -> None:
    rows = manager.get(f"{API}/waiting/").json()
    found = rows["results"] if isinstance(rows, dict) else rows
    due = [one["due_at"] for one in found if one["due_at"]]
    assert due and due == sorted(due)


def test_what_is_owed_is_a_conflict_that_lists_it_until_a_waiver_is_given(running: Any, manager: Client) -> None:
    path = f"/incidents/{running.pk}"
    listed = manager.get(f"/api/v1{path}/owed/").json()
    refused = _post(manager, f"{path}/set_status/", {"action": "resolve"})
    assert (refused.status_code, refused.json()["code"]) == (409, "owed")
    assert refused.json()["data"]["owed"] == listed and listed[0]["kind"] == "task"
    assert _post(manager, f"{path}/set_status/", {"action": "resolve", "waiver": "Done by phone"}).status_code == 200


def test_the_public_is_refused_by_name_and_the_first_update_may_release(running: Any, manager: Client) -> None:
    path, body = f"/incidents/{running.pk}", {"audience": "client", "text": "We look into it"}
    for act, given in (("send_update", body | {"audience": "public"}), ("note", {"text": "a", "visibility": "public"})):
        refused = _post(manager, f"{path}/{act}/", given)
        assert (refused.status_code, refused.json()["code"]) == (400, "no_public_page")
    assert _post(manager, f"{path}/send_update/", body).json()["code"] == "not_released"
    assert _post(manager, f"{path}/send_update/", body | {"release": True}).status_code == 201


def test_the_curve_and_what_arrives_are_staffs(world: World) -> None:
    scene.mentions(world, ["glass here"])
    incident = scene.opened(world, alert=scene.alert(scene.rule(world)))
    incident.mentions.all().delete()
    base = f"/api/v1/incidents/{incident.pk}/"
    found = world.browser(world.manager).get(f"{base}curve/").json()
    assert len(found["starts"]) == len(found["total"]) == len(found["negative"])
    assert [one["what"] for one in found["marks"]] == ["began", "opened"]
    assert len(world.browser(world.manager).get(f"{base}arriving/").json()["results"]) == 1
    for part in ("curve/", "arriving/"):
        assert world.browser(world.client).get(base + part).status_code in (403, 404)
        assert world.browser(world.other).get(base + part).status_code == 404

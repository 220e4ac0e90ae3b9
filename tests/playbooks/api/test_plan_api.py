"""/api/v1/plans/, plan-versions/, starters/ and proposals/, by session and by key."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.services.api_keys import make_key
from playbooks import starters
from playbooks.models import Plan, PlanVersion
from playbooks.services import plans
from tests.playbooks.conftest import NOW
from tests.world import World

API = "/api/v1"


def _send(browser: Client, method: str, path: str, data: Any = None, tag: object = None, **headers: str) -> Any:
    if tag is not None:
        headers["If-Match"] = f'"{tag}"'
    return getattr(browser, method)(
        f"{API}{path}", data=data if data is not None else {}, content_type="application/json", headers=headers
    )


def test_the_whole_life_of_a_plan(world: World) -> None:
    browser = world.browser(world.admin)
    made = _send(browser, "post", "/plans/", {"brand": str(world.alder.pk), "name": "Leak", "starter": "data-leak"})
    assert made.status_code == 201
    version = made.json()["draft"]
    whole = browser.get(f"{API}/plan-versions/{version}/")
    tag = whole["ETag"].strip('"')
    assert whole.json()["missing"] == []
    assert len(whole.json()["steps"]) == len(starters.load("data-leak")["steps"])
    fields = {"title": "Call the lawyer", "phase": "triage", "duty": "legal", "due_minutes": 3}
    added = _send(browser, "post", f"/plan-versions/{version}/parts/", {"part": "step", "fields": fields}, tag)
    assert added.status_code == 201
    key, tag = added.json()["key"], added["ETag"].strip('"')
    path = f"/plan-versions/{version}/parts/step/{key}/"
    changed = _send(browser, "patch", path, {"fields": {"due_minutes": 5}}, tag)
    assert changed.json()["fields"]["due_minutes"] == 5
    done = _send(browser, "post", f"/plan-versions/{version}/publish/", {"change_note": "ok"}, changed.json()["lock"])
    assert (done.status_code, done.json()["number"], done.json()["status"]) == (200, 1, "published")
    draft = _send(browser, "post", f"/plans/{made.json()['id']}/draft/")
    removed = _send(
        browser, "delete", f"/plan-versions/{draft.json()['id']}/parts/step/{key}/", tag=draft.json()["lock"]
    )
    assert removed.json() == {"lock": draft.json()["lock"] + 1}
    diff = browser.get(f"{API}/plan-versions/{draft.json()['id']}/diff/").json()
    assert diff["against"] == version
    assert [(one["change"], one["title"]) for one in diff["changes"]] == [("removed", "Call the lawyer")]
    plan = browser.get(f"{API}/plans/{made.json()['id']}/").json()
    assert (plan["published"], plan["published_number"], plan["draft"]) == (version, 1, draft.json()["id"])


def test_a_stale_tag_is_412_and_says_who_and_a_missing_one_428(world: World, draft: PlanVersion) -> None:
    path = f"/plan-versions/{draft.pk}/"
    first = _send(world.browser(world.manager), "patch", path, {"summary": "Hers"}, draft.lock)
    assert first.status_code == 200
    stale = _send(world.browser(world.admin), "patch", path, {"summary": "His"}, draft.lock)
    assert stale.status_code == 412
    assert stale.json()["code"] == "changed_since"
    assert stale.json()["data"]["by"] == "Ines Marten"
    assert _send(world.browser(world.admin), "patch", path, {"summary": "His"}).status_code == 428
    draft.refresh_from_db()
    assert draft.summary == "Hers"


@pytest.mark.parametrize(
    ("verb", "path", "data"),
    [
        ("post", "parts/", {"part": "section", "fields": {"title": "x"}}),
        ("patch", "", {"summary": "x"}),
        ("post", "publish/", {}),
        ("post", "discard/", {}),
    ],
)
def test_a_published_version_is_409_for_every_change(
    world: World, published: PlanVersion, verb: str, path: str, data: dict[str, Any]
) -> None:
    answer = _send(world.browser(world.admin), verb, f"/plan-versions/{published.pk}/{path}", data, published.lock)
    assert answer.status_code == 409
    assert answer.json()["data"]["current"] == "published"


def test_errors_name_their_field(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.admin)
    path = f"/plan-versions/{draft.pk}/parts/"
    bad = {"part": "step", "fields": {"title": "x", "due_minutes": -5}}
    answer = _send(browser, "post", path, bad, draft.lock)
    assert (answer.status_code, answer.json()["code"]) == (400, "negative_due")
    assert list(answer.json()["errors"]) == ["due_minutes"]
    query = {"part": "trigger", "fields": {"name": "n", "query": '"unclosed'}}
    answer = _send(browser, "post", path, query, draft.lock)
    assert answer.json()["code"] == "bad_query"
    assert answer.json()["data"]["problems"][0]["column"] >= 1
    assert _send(browser, "post", path, {"part": "poem", "fields": {}}, draft.lock).status_code == 400


def test_publishing_an_incomplete_plan_lists_what_is_missing(world: World) -> None:
    draft = plans.create_plan(world.admin, world.alder, name="Empty", starter="", now=NOW).versions.get()
    answer = _send(world.browser(world.admin), "post", f"/plan-versions/{draft.pk}/publish/", {}, draft.lock)
    assert (answer.status_code, answer.json()["code"]) == (400, "incomplete_plan")
    assert "a contact" in answer.json()["data"]["missing"]


def test_reorder_and_discard(world: World, second_draft: PlanVersion) -> None:
    browser = world.browser(world.manager)
    keys = [str(step.key) for step in second_draft.steps.order_by("order")]
    path = f"/plan-versions/{second_draft.pk}"
    turned = _send(browser, "post", f"{path}/reorder/", {"part": "step", "keys": keys[::-1]}, second_draft.lock)
    assert turned.status_code == 200
    assert [step["key"] for step in browser.get(f"{API}{path}/").json()["steps"]] == keys[::-1]
    short = _send(browser, "post", f"{path}/reorder/", {"part": "step", "keys": keys[1:]}, turned.json()["lock"])
    assert short.status_code == 400
    assert _send(browser, "post", f"{path}/discard/", tag=turned.json()["lock"]).status_code == 204
    assert not PlanVersion.objects.filter(pk=second_draft.pk).exists()


def test_restore_and_retire(world: World, published: PlanVersion) -> None:
    browser = world.browser(world.admin)
    path = f"/plan-versions/{published.pk}"
    assert _send(browser, "post", f"{path}/retire/").json()["status"] == "retired"
    assert _send(browser, "post", f"{path}/retire/").status_code == 409
    assert _send(browser, "post", f"{path}/restore/").json()["based_on"] == str(published.pk)
    assert _send(browser, "post", f"{path}/restore/").json()["code"] == "draft_exists"


def test_who_sees_and_may_what(world: World, published: PlanVersion) -> None:
    path = f"/plan-versions/{published.pk}/"
    for member, status in ((world.analyst, 200), (world.owner, 200), (world.other, 404), (world.client, 403)):
        assert world.browser(member).get(f"{API}{path}").status_code == status
    anonymous = Client(HTTP_HOST="north.localhost")
    assert anonymous.get(f"{API}/plans/").status_code == 401
    assert world.browser(world.other).get(f"{API}/plans/").json()["results"] == []
    assert _send(world.browser(world.analyst), "post", f"/plans/{published.plan_id}/draft/").status_code == 403
    assert _send(world.browser(world.manager), "post", f"/plans/{published.plan_id}/archive/").status_code == 403
    foreign = {"brand": str(world.lumen.pk), "name": "x", "starter": ""}
    assert _send(world.browser(world.manager), "post", "/plans/", foreign).status_code == 400
    assert Plan.objects.count() == 1


def test_a_key_acts_within_its_scopes_on_its_agencys_host(world: World, published: PlanVersion) -> None:
    _, reader = make_key(world.admin, name="reads", scopes=["read"], days=1, now=timezone.now())
    _, writer = make_key(world.admin, name="writes", scopes=["read", "plans"], days=1, now=timezone.now())

    def ask(key: str, host: str = "north.localhost") -> Client:
        return Client(HTTP_HOST=host, HTTP_AUTHORIZATION=f"Bearer {key}")

    assert ask(reader).get(f"{API}/plans/").status_code == 200
    assert _send(ask(reader), "post", f"/plans/{published.plan_id}/draft/").status_code == 403
    assert _send(ask(writer), "post", f"/plans/{published.plan_id}/draft/").status_code == 200
    assert ask(writer, "rival.localhost").get(f"{API}/plans/").status_code == 401


def test_filters_and_paging(world: World, published: PlanVersion, second_draft: PlanVersion) -> None:
    plans.create_plan(world.admin, world.lumen, name="Outage", starter="", now=NOW)
    browser = world.browser(world.admin)
    found = browser.get(f"{API}/plans/", {"brand": str(world.lumen.pk)}).json()["results"]
    assert [plan["name"] for plan in found] == ["Outage"]
    assert browser.get(f"{API}/plans/", {"brand": "nonsense"}).status_code == 400
    page = browser.get(f"{API}/plans/", {"page_size": 1}).json()
    rest = browser.get(page["next"]).json()
    assert {plan["name"] for plan in page["results"] + rest["results"]} == {"Outage", "Product harm"}
    assert rest["next"] is None
    states = browser.get(f"{API}/plan-versions/", {"plan": str(published.plan_id), "status": "draft"}).json()
    assert [version["id"] for version in states["results"]] == [str(second_draft.pk)]


def test_a_create_sent_twice_with_one_key_makes_one_plan(world: World) -> None:
    browser = world.browser(world.manager)
    data = {"brand": str(world.alder.pk), "name": "Once", "starter": ""}
    first, second = (_send(browser, "post", "/plans/", data, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json() == second.json()
    assert second["Idempotent-Replayed"] == "true"
    assert Plan.objects.count() == 1


def test_starters_are_listed_in_their_order(world: World) -> None:
    browser = world.browser(world.analyst)
    assert [one["key"] for one in browser.get(f"{API}/starters/").json()] == list(starters.ORDER)
    assert browser.get(f"{API}/starters/data-leak/").json()["name"] == "Data leak"
    assert browser.get(f"{API}/starters/nothing/").status_code == 404
    assert world.browser(world.client).get(f"{API}/starters/").status_code == 403


def test_a_proposal_is_made_accepted_and_rejected(world: World, published: PlanVersion) -> None:
    step = published.steps.get(order=0)
    data = {
        "plan": str(published.plan_id),
        "title": "Sooner",
        "reason": "It took long",
        "lesson_id": str(uuid4()),
        "lesson_text": "It took long",
        "changes": [{"op": "change", "part": "step", "key": str(step.key), "fields": {"due_minutes": 2}}],
    }
    manager, admin = world.browser(world.manager), world.browser(world.admin)
    first, second = (_send(manager, "post", "/proposals/", data) for _ in range(2))
    assert first.status_code == 201
    assert _send(manager, "post", f"/proposals/{first.json()['id']}/accept/").status_code == 403
    draft = _send(admin, "post", f"/proposals/{first.json()['id']}/accept/")
    assert draft.json()["status"] == "draft"
    whole = admin.get(f"{API}/plan-versions/{draft.json()['id']}/").json()
    assert whole["caused_by"] == [first.json()["id"]]
    assert next(one for one in whole["steps"] if one["key"] == str(step.key))["due_minutes"] == 2
    path = f"/proposals/{second.json()['id']}/reject/"
    assert _send(admin, "post", path, {"reason": ""}).status_code == 400
    assert _send(admin, "post", path, {"reason": "Done already"}).json()["status"] == "rejected"
    assert _send(admin, "post", path, {"reason": "Done already"}).status_code == 409
    listed = manager.get(f"{API}/proposals/", {"status": "rejected"}).json()["results"]
    assert [one["id"] for one in listed] == [second.json()["id"]]
    wrong = data | {"changes": [{"op": "remove", "part": "step", "key": str(uuid4())}]}
    assert list(_send(manager, "post", "/proposals/", wrong).json()["errors"]) == ["changes"]
    assert _send(world.browser(world.other), "post", "/proposals/", data).status_code == 400

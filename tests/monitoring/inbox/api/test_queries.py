"""Saved queries over the API: errors with their places, versions, test sets, runs over what is stored."""

from typing import Any

import pytest

from monitoring.inbox.services import backfilling
from monitoring.models import Query
from tests.monitoring.scene import Scene, small
from tests.monitoring.test_endpoints import Caller
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 12)


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.analyst))


def _path(scene: Scene, tail: str = "") -> str:
    return f"/queries/{scene.query.pk}/{tail}"


def test_an_error_in_a_text_comes_with_its_place_message_code_and_fix(world: World, api: Caller) -> None:
    for answer in (
        api.post("/queries/", {"brand": str(world.alder.pk), "name": "x", "text": "glass titel:recall"}),
        api.post("/queries/preview/", {"brand": str(world.alder.pk), "text": "glass titel:recall"}),
    ):
        assert answer.status_code == 400
        body = answer.json()
        assert body["code"] == "query_invalid" and set(body["errors"]) == {"text"}
        assert body["data"]["problems"] == [
            {
                "column": 7, "length": 6, "code": "unknown-field", "fix": "title:",
                "message": "there is no field titel; did you mean title?",
            }
        ]  # fmt: skip


def test_a_text_that_fails_the_test_set_is_refused_until_a_person_accepts(scene: Scene, api: Caller) -> None:
    one = str(scene.mentions[0].pk)
    assert api.post(_path(scene, "star/"), {"mention": one, "must_match": True}).json()["must_match"] is True
    assert [star["mention"] for star in api.get(_path(scene, "stars/")).json()] == [one]
    verdicts = api.post(_path(scene, "tests/"), {"text": "zanzibar"}).json()
    assert verdicts == [{"mention": one, "must_match": True, "matched": False, "ok": False}]
    assert api.post(_path(scene, "tests/")).json()[0]["ok"] is True
    tag = {"If-Match": '"1"'}
    refused = api.patch(_path(scene), {"text": "zanzibar"}, **tag)
    assert (refused.status_code, refused.json()["code"]) == (409, "test_set_fails")
    assert refused.json()["data"]["failures"][0]["mention"] == one
    taken = api.patch(_path(scene), {"text": "zanzibar", "accept_failures": True}, **tag)
    assert (taken.status_code, taken.json()["version"]) == (200, 2)
    assert api.post(_path(scene, "unstar/"), {"mention": one}).status_code == 204
    assert api.get(_path(scene, "stars/")).json() == []


def test_versions_are_told_apart_and_restored(scene: Scene, api: Caller) -> None:
    api.patch(_path(scene), {"text": "cold brew"}, **{"If-Match": '"1"'})
    parts = api.get(_path(scene, "differences/"), **{"from": 1, "to": 2}).json()
    assert "".join(one["text"] for one in parts if one["op"] != "insert") == scene.query.text
    assert "".join(one["text"] for one in parts if one["op"] != "delete") == "cold brew"
    assert api.get(_path(scene, "differences/"), **{"from": "x", "to": 2}).status_code == 400
    assert api.get(_path(scene, "differences/"), **{"from": 1, "to": 9}).status_code == 404
    assert api.post(_path(scene, "restore/"), {"number": 1}).status_code == 428
    made = api.post(_path(scene, "restore/"), {"number": 1}, **{"If-Match": '"2"'}).json()
    assert (made["text"], made["version"]) == (scene.query.text, 3)
    assert len(api.get(_path(scene, "versions/")).json()) == 3


def test_suggestions_come_with_the_text_that_has_them(world: World, api: Caller) -> None:
    world.alder.exclusions = ["alder tree"]
    world.alder.save()
    found = api.post("/queries/suggestions/", {"brand": str(world.alder.pk), "text": "glass"}).json()
    texts = {one["kind"]: one["text"] for one in found}
    assert texts == {"name": 'glass OR "Alder Coffee"', "exclusion": 'glass -"alder tree"'}


def test_a_run_is_begun_watched_and_stopped(world: World, scene: Scene, api: Caller) -> None:
    made = api.post(_path(scene, "backfill/"), {"days": 30})
    assert (made.status_code, made.json()["status"]) == (202, "running")
    path = f"/backfills/{made.json()['id']}/"
    backfilling.step(made.json()["id"], now=scene.now)
    assert (api.get(path).json()["read"], api.get(path).json()["total"]) == (12, 12)
    assert api.post(f"{path}cancel/").json()["status"] == "cancelled"
    assert api.post(f"{path}cancel/").status_code == 409
    assert api.post(f"{path}resume/").json()["status"] == "running"
    assert [one["id"] for one in api.get("/backfills/", query=str(scene.query.pk)).json()["results"]] == [
        made.json()["id"]
    ]
    stranger = Caller(world.browser(world.other))
    assert stranger.get(path).status_code == stranger.post(f"{path}cancel/").status_code == 404
    assert stranger.post(_path(scene, "backfill/")).status_code == 404
    assert api.post(_path(scene, "backfill/"), {"days": 0}).status_code == 400


def test_a_preview_says_how_much_is_stored(world: World, scene: Scene, api: Caller) -> None:
    found: Any = api.post("/queries/preview/", {"brand": str(world.alder.pk), "text": "glass"}).json()
    assert (found["total"], found["stored"], found["capped"]) == (12, 12, False)
    assert found["count"] == len(found["newest"]) > 0
    assert Query.objects.count() == 1


def test_a_query_of_another_tool_is_asked_about_and_translated_with_its_changes(world: World, api: Caller) -> None:
    pasted = '("glass" or splinter?) AND sentiment:negative'
    refused = api.post("/queries/", {"brand": str(world.alder.pk), "name": "Glass", "text": pasted})
    assert (refused.status_code, refused.json()["code"]) == (400, "query_invalid")
    problems = refused.json()["data"]["problems"]
    assert [(one["code"], one["fix"]) for one in problems] == [
        ("operator-case", "OR"),
        ("wildcard-place", "splinter*"),
        ("field-elsewhere", ""),
    ]
    answer = api.post("/queries/translate/", {"text": pasted}).json()
    assert (answer["text"], answer["problems"]) == ('("glass" OR splinter*)', [])
    assert {(one["was"], one["now"]) for one in answer["changes"]} == {
        ("or", "OR"),
        ("splinter?", "splinter*"),
        ("AND sentiment:negative", ""),
    }
    saved = api.post("/queries/", {"brand": str(world.alder.pk), "name": "Glass", "text": answer["text"]})
    assert saved.status_code == 201


def test_what_was_saved_before_goes_on_meaning_what_it_meant(scene: Scene, api: Caller) -> None:
    Query.objects.filter(pk=scene.query.pk).update(text="glass or splinter")
    assert api.post(_path(scene, "tests/")).status_code == 200
    assert api.get(_path(scene)).json()["text"] == "glass or splinter"

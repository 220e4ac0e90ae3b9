"""Saved views over the API, and mentions listed by a view or by a text of the query language."""

import pytest

from monitoring.inbox.services import sifting
from monitoring.models import SavedView
from tests.monitoring.scene import Scene, small
from tests.monitoring.test_endpoints import Caller
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 12)


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.analyst))


def test_a_view_is_saved_changed_chosen_and_removed(world: World, scene: Scene, api: Caller) -> None:
    body = {"name": "German", "brand": str(world.alder.pk), "filters": {"status": "all"}, "text": "scherben"}
    made = api.post("/views/", body)
    assert (made.status_code, made["ETag"].partition(".")[0], made.json()["shared"]) == (201, '"1', False)
    path = f"/views/{made.json()['id']}/"
    assert api.patch(path, {"name": "Deutsch"}).status_code == 428
    changed = api.patch(path, {"name": "Deutsch"}, **{"If-Match": '"1"'}).json()
    assert (changed["name"], changed["text"], changed["filters"], changed["version"]) == (
        "Deutsch", "scherben", {"status": "all"}, 2,
    )  # fmt: skip
    assert api.post(f"{path}make_default/").json()["is_default"] is True
    assert api.post("/views/clear_default/").status_code == 204
    assert api.get(path).json()["is_default"] is False
    for caller in (Caller(world.browser(world.manager)), Caller(world.browser(world.owner))):
        assert caller.get(path).status_code == 404
        assert caller.get("/views/").json()["results"] == []
    assert api.post(f"{path}remove/").status_code == 204
    assert not SavedView.objects.exists()


def test_a_text_that_cannot_be_read_is_refused_with_its_place_everywhere(
    world: World, scene: Scene, api: Caller
) -> None:
    for answer, field in (
        (api.post("/views/", {"name": "x", "text": "glass titel:x"}), "text"),
        (api.get("/mentions/", matching="glass titel:x"), "matching"),
    ):
        assert answer.status_code == 400
        assert set(answer.json()["errors"]) == {field}
        [problem] = answer.json()["data"]["problems"]
        assert (problem["column"], problem["length"], problem["code"], problem["fix"]) == (
            7,
            6,
            "unknown-field",
            "title:",
        )
    assert api.post("/views/", {"name": "x", "filters": {"colour": "red"}}).status_code == 400
    assert api.post("/views/", {"name": "x", "shared": True}).status_code == 400


def test_mentions_are_listed_by_a_view_and_by_a_text_on_top_of_it(world: World, scene: Scene, api: Caller) -> None:
    body = {"name": "German", "brand": str(world.alder.pk), "shared": True, "text": "scherben"}
    view = api.post("/views/", body).json()["id"]
    everything = api.get("/mentions/").json()["results"]
    texts = [one["post"]["text"] for one in api.get("/mentions/", view=view).json()["results"]]
    assert texts == [one["post"]["text"] for one in everything if "Scherben" in one["post"]["text"]]
    glass = api.get("/mentions/", view=view, matching="glass", sentiment="negative").json()["results"]
    assert glass and all("glass" in one["post"]["text"].lower() and one["sentiment"] == "negative" for one in glass)
    assert Caller(world.browser(world.other)).get("/mentions/", view=view).status_code == 404


def test_a_view_saved_before_its_text_was_asked_about_lists_and_exports_as_before(
    world: World, scene: Scene, api: Caller
) -> None:
    view = api.post("/views/", {"name": "Old", "text": "scherben"}).json()["id"]
    SavedView.objects.filter(pk=view).update(text="scherben or glas")
    for path in ("/mentions/", "/mentions/export/"):
        assert api.get(path, view=view).status_code == 200
        assert api.get(path, view=view, matching="scherben or").status_code == 400


def test_a_page_of_a_text_may_be_short_and_still_go_on(
    scene: Scene, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sifting, "MOST_READ", 4)
    seen, pages = [], 0
    answer = api.get("/mentions/", matching="scherben", page_size="1").json()
    while True:
        seen += answer["results"]
        pages += 1
        if answer["next"] is None:
            break
        answer = api.browser.get(answer["next"]).json()
    assert len(seen) == len({one["id"] for one in seen}) == 2
    assert pages > 2

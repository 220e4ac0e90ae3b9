"""By API: settings tried on the past, why a rule did not fire, what its alerts were, planned events."""

from datetime import timedelta
from typing import Any

import pytest

from monitoring.models import AlertRule, PlannedEvent
from tests.monitoring.scene import Scene, alert, large
from tests.monitoring.test_endpoints import Caller, errors
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return large(world)


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.analyst))


@pytest.fixture
def stranger(world: World) -> Caller:
    return Caller(world.browser(world.other))


def setting(**more: Any) -> dict[str, Any]:
    return {"kind": "spike", "settings": {"sensitivity": "normal"}} | more


def test_two_settings_are_tried_and_nothing_is_saved(world: World, scene: Scene, api: Caller) -> None:
    body = {
        "brand": str(world.alder.pk),
        "rules": [setting(), setting(kind="threshold", settings={"posts": 1_000_000})],
    }
    answer = api.post("/rules/try/", body | {"days": 14})
    found = answer.json()
    assert answer.status_code == 200
    assert [bool(one["fired"]) for one in found["tries"]] == [True, False]
    assert found["tries"][0]["sentence"].startswith("It would have fired")
    steps = found["tries"][0]["steps"]
    assert len(steps["starts"]) == len(steps["seen"]) == len(steps["low"])
    assert steps["seconds"] == 3600
    assert AlertRule.objects.count() == 1


def test_what_cannot_be_tried_is_refused_at_its_field(world: World, scene: Scene, api: Caller) -> None:
    body: dict[str, Any] = {"brand": str(world.alder.pk), "rules": [setting()]}
    assert errors(api.post("/rules/try/", body | {"days": 7})) == {"days"}
    assert errors(api.post("/rules/try/", body | {"rules": []})) == {"rules"}
    assert errors(api.post("/rules/try/", body | {"rules": [setting(settings={"sensitivity": "x"})]})) == {
        "sensitivity"
    }


def test_a_stranger_tries_nothing_on_the_brand(world: World, scene: Scene, stranger: Caller) -> None:
    body = {"brand": str(world.alder.pk), "rules": [setting()]}
    assert stranger.post("/rules/try/", body).status_code == 404
    assert stranger.get(f"/rules/{scene.rule.pk}/backtest/").status_code == 404
    assert stranger.get(f"/rules/{scene.rule.pk}/why_not/", at="2026-11-17T14:00:00Z").status_code == 404


def test_a_saved_rule_is_tried_and_a_moment_explained(world: World, scene: Scene, api: Caller) -> None:
    found = api.get(f"/rules/{scene.rule.pk}/backtest/", days=14).json()
    assert [one["label"] for one in found["tries"]] == ["saved"]
    assert found["alerts"] == [str(scene.alert.pk)]
    at = (scene.now - timedelta(days=2)).isoformat()
    why = api.get(f"/rules/{scene.rule.pk}/why_not/", at=at)
    assert why.status_code == 200
    assert "mentions in 60 min, expected" in why.json()["sentence"]
    assert why.json()["alerts"] == []
    assert errors(api.get(f"/rules/{scene.rule.pk}/why_not/")) == {"at"}
    assert errors(api.get(f"/rules/{scene.rule.pk}/why_not/", at="2026-11-17T14:00:00")) == {"at"}
    assert errors(api.get(f"/rules/{scene.rule.pk}/backtest/", days="soon")) == {"days"}


def test_a_rules_quality_and_its_suggestion_are_given_and_taken_over(world: World, scene: Scene, api: Caller) -> None:
    rule = scene.rule
    for n in range(8):
        alert(
            world, rule, scene.now, window_start=scene.now - timedelta(days=n + 1), status="dismissed", outcome="noise"
        )
    found = api.get(f"/rules/{rule.pk}/quality/").json()
    assert (found["closed"], found["worth"], found["precision"]) == (8, 0, 0.0)
    assert found["suggestion"]["settings"] == {"sensitivity": "low"}
    assert [one["label"] for one in api.get(f"/rules/{rule.pk}/backtest/").json()["tries"]] == ["saved", "suggested"]
    assert api.post(f"/rules/{rule.pk}/adopt/").status_code == 428
    done = api.post(f"/rules/{rule.pk}/adopt/", **{"If-Match": '"1"'})
    assert done.status_code == 200
    assert done.json()["settings"] == {"sensitivity": "low"}
    assert done["ETag"].partition(".")[0] == '"2'
    assert api.post(f"/rules/{rule.pk}/adopt/", **{"If-Match": '"2"'}).status_code == 409


def test_an_outcome_is_given_after_the_decision_only(world: World, scene: Scene, api: Caller) -> None:
    body = {"outcome": "crisis", "reason": "Glass indeed"}
    assert api.post(f"/alerts/{scene.alert.pk}/outcome/", body).status_code == 409
    joined = alert(world, scene.rule, scene.now, window_start=scene.now - timedelta(days=1), status="joined")
    done = api.post(f"/alerts/{joined.pk}/outcome/", body)
    assert done.status_code == 200
    assert (done.json()["outcome"], done.json()["status"]) == ("crisis", "joined")


def test_events_are_entered_changed_and_removed(world: World, scene: Scene, api: Caller, stranger: Caller) -> None:
    body = {
        "name": "Fair",
        "kind": "conference",
        "starts_at": "2026-12-01T09:00:00+01:00",
        "ends_at": "2026-12-03T18:00:00+01:00",
    }
    made = api.post("/planned_events/", body | {"brand": str(world.alder.pk)})
    assert made.status_code == 201
    at = f"/planned_events/{made.json()['id']}/"
    assert api.get("/planned_events/", brand=str(world.alder.pk)).json()["results"][0]["name"] == "Fair"
    assert stranger.get(at).status_code == 404
    assert stranger.get("/planned_events/").json()["results"] == []
    assert api.patch(at, {"name": "The fair"}).status_code == 428
    changed = api.patch(at, {"name": "The fair"}, **{"If-Match": made["ETag"]})
    assert (changed.json()["name"], changed.json()["kind"], changed["ETag"].partition(".")[0]) == (
        "The fair",
        "conference",
        '"2',
    )
    assert errors(api.patch(at, {"ends_at": "2026-11-01T09:00:00Z"}, **{"If-Match": '"2"'})) == {"ends_at"}
    assert errors(
        api.post("/planned_events/", body | {"brand": str(world.alder.pk), "starts_at": "2026-12-01T09:00"})
    ) == {"starts_at"}
    assert api.post(f"{at}remove/").status_code == 204
    assert not PlannedEvent.objects.exists()

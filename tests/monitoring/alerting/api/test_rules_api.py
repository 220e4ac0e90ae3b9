"""Alert rules by API: whatever the pages can, by the same services."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from monitoring.models import AlertRule
from tests.monitoring.alerting.services.test_rules import RIGHT
from tests.monitoring.arrivals import a_rule
from tests.monitoring.test_endpoints import Caller
from tests.world import World


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.manager))


@pytest.mark.parametrize("kind", RIGHT)
def test_every_kind_is_made_and_read_back(world: World, api: Caller, kind: str) -> None:
    body = {"brand": str(world.alder.pk), "kind": kind, "name": "It", "settings": RIGHT[kind], "persistence_minutes": 5}
    made = api.post("/rules/", body)
    assert made.status_code == 201, made.json()
    found = api.get(f"/rules/{made.json()['id']}/").json()
    assert (found["kind"], found["settings"], found["persistence_minutes"]) == (kind, RIGHT[kind], 5)
    assert (found["schedule"], found["tell"], found["filter"], found["digest"]) == ({}, [], "", False)


def test_a_change_names_only_what_changes_and_each_is_a_version_with_who_and_when(world: World, api: Caller) -> None:
    rule = a_rule(world, "threshold", {"posts": 5}, tell=(world.analyst.user_id,), filter="recall")
    hours = {"days": [0, 1], "start": "09:00", "end": "17:00"}
    changed = api.patch(f"/rules/{rule.pk}/", {"schedule": hours, "digest": True}, if_match='"1"')
    assert changed.status_code == 200, changed.json()
    said = changed.json()
    assert (said["schedule"], said["digest"], said["filter"], said["tell"]) == (
        hours, True, "recall", [world.analyst.user_id],
    )  # fmt: skip
    assert changed["ETag"].partition(".")[0] == '"2'
    newest, first = api.get(f"/rules/{rule.pk}/versions/").json()
    assert (newest["number"], newest["by"], newest["settings"]["schedule"]) == (2, world.manager.user_id, hours)
    assert first["settings"]["schedule"] == {}
    assert api.patch(f"/rules/{rule.pk}/", {"digest": False}, if_match='"1"').status_code in (409, 412)


def test_a_filters_problems_come_with_their_columns(world: World, api: Caller) -> None:
    body = {
        "brand": str(world.alder.pk),
        "kind": "threshold",
        "name": "It",
        "settings": {"posts": 1},
        "filter": "(glass",
    }
    refused = api.post("/rules/", body)
    assert refused.status_code == 400
    problem = refused.json()
    assert problem["code"] == "query_invalid"
    assert "filter" in problem["errors"]
    assert '"column": 1' in refused.text or '"column":1' in refused.text


@pytest.mark.parametrize(
    "more", [{"schedule": {"days": [7]}}, {"schedule": {"start": "9"}}, {"tell": ["x"]}, {"kind": "narrative"}]
)
def test_what_the_door_can_see_is_refused_there(world: World, api: Caller, more: dict[str, Any]) -> None:
    body = {"brand": str(world.alder.pk), "kind": "threshold", "name": "It", "settings": {"posts": 1}, **more}
    assert api.post("/rules/", body).status_code == 400
    assert not AlertRule.objects.exists()


def test_a_rule_is_muted_for_minutes_or_until_a_moment_and_heard_again(world: World, api: Caller) -> None:
    rule = a_rule(world, "threshold", {"posts": 5})
    before = timezone.now()
    muted = api.post(f"/rules/{rule.pk}/mute/", {"minutes": 60})
    assert muted.status_code == 200
    rule.refresh_from_db()
    assert rule.muted_until is not None and timedelta(minutes=60) <= rule.muted_until - before < timedelta(minutes=61)
    until = (before + timedelta(days=2)).replace(microsecond=0)
    assert api.post(f"/rules/{rule.pk}/mute/", {"until": until.isoformat()}).status_code == 200
    rule.refresh_from_db()
    assert rule.muted_until == until
    for wrong in ({}, {"minutes": 5, "until": until.isoformat()}, {"until": "2020-01-01T00:00:00Z"}):
        assert api.post(f"/rules/{rule.pk}/mute/", wrong).status_code == 400
    assert api.post(f"/rules/{rule.pk}/unmute/").json()["muted_until"] is None


def test_a_rule_is_switched_and_others_may_not(world: World, api: Caller) -> None:
    rule = a_rule(world, "threshold", {"posts": 5})
    assert api.post(f"/rules/{rule.pk}/switch_off/").json()["is_active"] is False
    assert api.post(f"/rules/{rule.pk}/switch_on/").json()["version"] == 3
    stranger = Caller(world.browser(world.other))
    for action, body in (("mute", {"minutes": 5}), ("unmute", {}), ("switch_off", {})):
        assert stranger.post(f"/rules/{rule.pk}/{action}/", body).status_code == 404
    assert Caller(world.browser(world.client)).post(f"/rules/{rule.pk}/mute/", {"minutes": 5}).status_code in (403, 404)

"""What is one's own, by the API as by the profile's page."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts import roles
from accounts.notifications.models import PushSubscription
from tests.accounts.api.test_frame import key_client
from tests.world import World

GIVEN = {
    "endpoint": "https://push.example/send/abc",
    "keys": {"p256dh": "B" * 87, "auth": "a" * 22},
    "device": "A phone",
}


def _send(browser: Client, method: str, path: str, body: Any = None) -> Any:
    return getattr(browser, method)(f"/api/v1/{path}", json.dumps(body or {}), content_type="application/json")


def test_a_profile_is_changed_by_what_is_given(world: World) -> None:
    browser = world.browser(world.client)
    answer = _send(browser, "patch", "me/", {"time_zone": "America/New_York", "theme": "dark"}).json()
    assert (answer["name"], answer["time_zone"], answer["theme"]) == ("Clara Client", "America/New_York", "dark")
    again = browser.get("/api/v1/me/").json()
    assert again == answer and again["agency"] == "north" and "brands.see" in again["capabilities"]


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Moon/Base"), ("theme", "pink"), ("name", "\u200b"), ("name", "x" * 101)]
)
def test_what_can_not_be_taken_is_refused_at_its_field(world: World, field: str, value: str) -> None:
    answer = _send(world.browser(world.analyst), "patch", "me/", {field: value})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert world.fresh(world.analyst).user.name == "Priya Nair"


def test_a_keys_capabilities_are_its_scopes(world: World) -> None:
    able = key_client(world, world.owner, ["read"]).get("/api/v1/me/").json()["capabilities"]
    assert "mentions.see" in able and "mentions.triage" not in able


def test_a_browser_is_woken_listed_without_its_keys_and_taken_out(world: World) -> None:
    browser = world.browser(world.analyst)
    made = _send(browser, "post", "browsers/", GIVEN)
    assert made.status_code == 201
    assert _send(browser, "post", "browsers/", GIVEN).json()["id"] == made.json()["id"]
    listed = browser.get("/api/v1/browsers/").content.decode()
    assert "A phone" in listed and "push.example" not in listed and "BBBB" not in listed
    path = f"browsers/{made.json()['id']}/remove/"
    assert _send(world.browser(world.owner), "post", path).status_code == 404
    assert _send(browser, "post", path).status_code == 204
    assert browser.get("/api/v1/browsers/").json()["results"] == []
    assert PushSubscription.objects.get().gone_at is not None


@pytest.mark.parametrize(
    "endpoint", ["http://push.example/x", "https://10.0.0.1/x", "https://localhost/x", "javascript:alert(1)"]
)
def test_a_browser_at_an_address_we_do_not_send_to_is_refused(world: World, endpoint: str) -> None:
    answer = _send(world.browser(world.analyst), "post", "browsers/", {**GIVEN, "endpoint": endpoint})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["endpoint"])
    assert not PushSubscription.objects.exists()


def test_a_brands_readiness_is_the_list_of_its_page(world: World) -> None:
    points = world.browser(world.manager).get(f"/api/v1/readiness/{world.alder.pk}/").json()
    assert [point["point"] for point in points][:2] == ["Sources live", "Query saved"]
    assert {point["ok"] for point in points} == {True, False}
    page = world.browser(world.manager).get("/brands/alder-coffee/onboarding/done/").content.decode()
    assert all(point["point"] in page for point in points)
    assert world.browser(world.other).get(f"/api/v1/readiness/{world.alder.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "me/", {"name": "Olga Hacked"}),
        ("post", "notifications/mark_read/", {}),
        ("patch", "notification_times/", {"quiet": False}),
        ("post", "notification_choices/", {"kind": "alert", "channel": "mail", "on": False}),
        ("post", "browsers/", {"endpoint": "https://push.example/x", "keys": {"p256dh": "a", "auth": "b"}}),
    ],
)
def test_what_is_a_persons_own_is_changed_by_no_key(world: World, method: str, path: str, body: Any) -> None:
    name = world.owner.user.name
    key = key_client(world, world.owner, list(roles.KEY_SCOPES))
    answer = getattr(key, method)(f"/api/v1/{path}", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "more_than_the_key")
    world.owner.user.refresh_from_db()
    assert world.owner.user.name == name

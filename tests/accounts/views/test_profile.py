"""One's own settings and browsers."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.encryption import decrypt
from accounts.models import User
from accounts.notifications.models import PushSubscription
from accounts.views.profile import device_of
from tests.world import World

GOOD = {"name": "Ines M", "time_zone": "Asia/Tokyo", "theme": "dark", "keys_on": ""}
SUBSCRIPTION = {"endpoint": "https://93.184.215.14/push/1", "keys": {"p256dh": "BPk", "auth": "c2VjcmV0LWF1dGg"}}


def test_a_profile_is_kept_and_pages_follow_it(world: World) -> None:
    browser = world.browser(world.manager)
    browser.post("/profile/", GOOD)
    user = User.objects.get(pk=world.manager.user_id)
    assert (user.name, user.time_zone, user.theme, user.keys_on) == ("Ines M", "Asia/Tokyo", "dark", False)
    page = browser.get("/profile/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-keys="off"' in page
    assert 'data-zone="Asia/Tokyo"' in page
    browser.post("/profile/", {**GOOD, "theme": "system", "time_zone": "", "keys_on": "on"})
    page = browser.get("/profile/").content.decode()
    assert "data-theme=" not in page.split("<head>")[0]
    assert 'data-zone="Europe/Berlin"' in page


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("name", "a\u200bb"), ("time_zone", "x"), ("theme", "pink")]
)
def test_what_can_not_be_taken_is_said_at_its_field(world: World, field: str, value: str) -> None:
    answer = world.browser(world.manager).post("/profile/", {**GOOD, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert User.objects.get(pk=world.manager.user_id).name == "Ines Marten"


def _send(browser: Client, body: Any, agent: str = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0") -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return browser.post("/profile/browsers/", text, content_type="application/json", headers={"user-agent": agent})


@pytest.mark.parametrize("who", ["manager", "client"])
def test_a_browser_is_kept_encrypted_listed_and_removed(world: World, who: str) -> None:
    browser = world.browser(getattr(world, who))
    assert _send(browser, SUBSCRIPTION).status_code == 201
    assert _send(browser, SUBSCRIPTION).status_code == 201
    row = PushSubscription.objects.get()
    assert "push/1" not in row.sealed
    assert decrypt(row.sealed)["endpoint"] == SUBSCRIPTION["endpoint"]
    assert "Firefox on Windows" in browser.get("/profile/").content.decode()
    assert world.browser(world.analyst).post(f"/profile/browsers/{row.pk}/remove/").status_code == 404
    browser.post(f"/profile/browsers/{row.pk}/remove/")
    assert PushSubscription.objects.get().gone_at is not None
    assert "Firefox on Windows" not in browser.get("/profile/").content.decode()


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"endpoint": "https://93.184.215.14/"}',
        '{"endpoint": "https://93.184.215.14/", "keys": [1]}',
        '{"endpoint": "http://127.0.0.1/", "keys": {"p256dh": "a", "auth": "b"}}',
        '{"endpoint": 7, "keys": {"p256dh": "a", "auth": "b"}}',
    ],
)
def test_a_subscription_that_is_none_is_refused_with_a_reason(world: World, body: str) -> None:
    answer = _send(world.browser(world.manager), body)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not PushSubscription.objects.exists()


def test_a_subscription_needs_the_pages_token(world: World) -> None:
    browser = Client(HTTP_HOST="north.localhost", enforce_csrf_checks=True)
    browser.cookies = world.browser(world.manager).cookies
    assert _send(browser, SUBSCRIPTION).status_code == 403
    assert not PushSubscription.objects.exists()


def test_the_worker_and_the_manifest_are_served_to_browsers_from_the_root(world: World) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    worker = anybody.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in worker.content
    manifest = anybody.get("/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["start_url"] == "/"
    assert manifest.json()["name"].startswith("Northwind Comms")


def test_browsers_are_called_by_their_names() -> None:
    chrome = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
    assert [device_of(text) for text in (chrome, edge, phone, "", "curl/8")] == [
        "Chrome on Android",
        "Edge on Windows",
        "Safari on iPhone",
        "A browser",
        "A browser",
    ]

"""Keys, webhooks and the access log: shown once, ended at once, told in words."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from accounts.encryption import decrypt
from accounts.notifications.models import WebhookEndpoint
from tests.world import World

HOOKS = "/settings/webhooks/"


def _errors(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors.get(field, []))


def _secret(answer: Any) -> str:
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'value="([^"]+)"[^>]*data-secret', answer.content.decode())
    assert found is not None
    return found[1]


def test_a_webhooks_secret_is_shown_once(world: World) -> None:
    browser = world.browser(world.owner)
    secret = _secret(browser.post(f"{HOOKS}new/", {"url": "https://93.184.215.14/hook", "actions": ["incident.*"]}))
    assert secret.startswith("whsec_")
    row = WebhookEndpoint.objects.get()
    assert secret not in row.sealed_secret
    listed = browser.get(HOOKS).content.decode()
    assert "93.184.215.14" in listed
    assert secret not in listed
    browser.post(f"{HOOKS}{row.pk}/remove/")
    assert "93.184.215.14" not in browser.get(HOOKS).content.decode().split("data-toasts")[0]
    assert browser.post(f"{HOOKS}{row.pk}/remove/").status_code == 404


def _signed(row: WebhookEndpoint, body: str, at: datetime) -> dict[str, str]:
    signature = Webhook(decrypt(row.sealed_secret)).sign("m1", at, body)
    return {"message_id": "m1", "timestamp": str(int(at.timestamp())), "signature": signature, "body": body}


def test_a_signature_is_checked_on_the_page_and_by_the_api(world: World) -> None:
    browser = world.browser(world.owner)
    browser.post(f"{HOOKS}new/", {"url": "https://93.184.215.14/hook", "actions": []})
    row = WebhookEndpoint.objects.get()
    page, api = f"{HOOKS}{row.pk}/verify/", f"/api/v1/webhooks/{row.pk}/verify/"
    came = _signed(row, '{"type":"alert"}', datetime.now(UTC))
    assert "It is genuine." in browser.post(page, came).content.decode()
    answer = browser.post(api, came, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (200, ["sent_at"])
    forged = came | {"body": '{"type":"calm"}'}
    assert _errors(browser.post(page, forged), "signature")
    problem = browser.post(api, forged, content_type="application/json")
    assert (problem.status_code, problem.json()["code"]) == (400, "bad_signature")
    old = _signed(row, "{}", datetime.now(UTC) - timedelta(hours=1))
    assert _errors(browser.post(page, old), "timestamp")
    assert browser.post(api, old, content_type="application/json").json()["code"] == "old_signature"
    assert browser.get(f"{HOOKS}{world.north.pk}/verify/").status_code == 404


@pytest.mark.parametrize(
    "url",
    ["ftp://x.example/", "https://127.0.0.1/", "https://10.0.0.8/", "javascript:alert(1)", "http://93.184.215.14/"],
)
def test_an_address_we_do_not_send_to_is_refused_at_its_field(world: World, url: str) -> None:
    answer = world.browser(world.owner).post(f"{HOOKS}new/", {"url": url})
    assert _errors(answer, "url")
    assert not WebhookEndpoint.objects.exists()


def test_the_access_log_is_in_the_audit_log(world: World) -> None:
    answer = world.browser(world.owner).get("/settings/access-log/")
    assert (answer.status_code, answer["Location"]) == (302, "/settings/audit/?what=power")


def test_a_page_token_that_was_tampered_with_is_refused(world: World) -> None:
    answer = world.browser(world.owner).get("/settings/audit/?cursor=abc:def")
    assert answer.status_code == 400
    assert b"Start from the first page" in answer.content

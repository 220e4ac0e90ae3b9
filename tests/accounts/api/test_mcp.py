"""The door of assistants: a key and nothing else, one message a request, nothing kept."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.api.mcp import MOST_BYTES
from accounts.api.throttling import MemberThrottle
from accounts.models import ApiKey
from accounts.services.agencies import suspend
from tests.accounts.mcp.assistant import DOOR, key_of
from tests.world import World

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
KNOWN = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25"}


def _ask(
    token: str = "", *, host: str = "north.localhost", body: Any = LIST, browser: Client | None = None, **headers: str
) -> Any:
    given = {**KNOWN, **headers} | ({"authorization": f"Bearer {token}"} if token else {})
    asked = body if isinstance(body, bytes) else json.dumps(body).encode()
    return (browser or Client(HTTP_HOST=host)).post(DOOR, asked, content_type="application/json", headers=given)


def _brands(token: str, **more: Any) -> Any:
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list_brands", "arguments": {}}}
    return _ask(token, body=call, **more).json()["result"]


def test_a_key_opens_it_and_the_answer_is_kept_by_nobody(world: World) -> None:
    answer = _ask(key_of(world.owner))
    assert answer.status_code == 200
    assert len(answer.json()["result"]["tools"]) == 17
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    assert "Mcp-Session-Id" not in answer
    assert int(answer["RateLimit-Remaining"]) < int(answer["RateLimit-Limit"])


def test_without_a_key_or_with_a_strangers_it_stays_shut(world: World) -> None:
    token = key_of(world.owner)
    for answer in (_ask(), _ask("fb_unknown"), _ask(token, host="rival.localhost")):
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")
        assert answer["Content-Type"] == "application/problem+json"


def test_a_session_does_not_open_it(world: World) -> None:
    assert _ask(browser=world.browser(world.owner)).status_code == 401


def test_a_suspended_agency_is_read_and_refuses_what_acts_as_the_api_does(world: World) -> None:
    token = key_of(world.owner)
    suspend(world.north, by=world.operator, reason="Unpaid")
    assert {one["name"] for one in _brands(token)["structuredContent"]["brands"]} == {"Alder Coffee", "Lumen Air"}
    note = {"name": "add_note", "arguments": {"on": "incident", "id": str(uuid4()), "text": "Seen"}}
    refused = _ask(token, body={"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": note}).json()["result"]
    assert refused["isError"]
    assert "agency_suspended" in refused["content"][0]["text"]
    program = Client(HTTP_HOST="north.localhost", headers={"authorization": f"Bearer {token}"})
    said = program.post(f"/api/v1/incidents/{uuid4()}/note/", {"text": "Seen"}, content_type="application/json").json()
    assert said["detail"] in refused["content"][0]["text"]


def test_a_key_that_ended_closes_it_at_once(world: World) -> None:
    token = key_of(world.owner)
    assert _ask(token).status_code == 200
    ApiKey.objects.update(revoked_at=ApiKey.objects.get().created_at)
    assert _ask(token).status_code == 401


def test_a_key_without_read_is_refused(world: World) -> None:
    assert _ask(key_of(world.owner, scopes=["triage"])).status_code == 403


@pytest.mark.parametrize("method", ["get", "delete", "put"])
def test_there_is_no_session_to_open_or_to_end(world: World, method: str) -> None:
    browser = Client(HTTP_HOST="north.localhost", headers={"authorization": f"Bearer {key_of(world.owner)}"})
    assert getattr(browser, method)(DOOR).status_code == 405


def test_a_page_of_another_site_is_refused(world: World) -> None:
    token = key_of(world.owner)
    assert _ask(token, origin="https://evil.example").status_code == 403
    assert _ask(token, origin="http://north.localhost").status_code == 200


def test_what_is_too_long_or_is_no_message_is_refused(world: World) -> None:
    token = key_of(world.owner)
    assert _ask(token, body=b"[" * (MOST_BYTES + 1)).status_code == 413
    assert _ask(token, body=b"{").status_code == 400
    assert _ask(token, body=[LIST, LIST]).status_code == 400


def test_the_tools_of_one_agency_show_nothing_of_another(world: World) -> None:
    token = key_of(world.rival_owner)
    found = _brands(token, host="rival.localhost")["structuredContent"]["brands"]
    assert [brand["name"] for brand in found] == ["Kestrel Bank"]
    world.enter()
    assert [brand["name"] for brand in _brands(key_of(world.manager))["structuredContent"]["brands"]] == [
        "Alder Coffee"
    ]


def test_calls_of_tools_count_against_the_keys_own_rate(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemberThrottle, "rate", "3/min", raising=False)
    caches["platform"].clear()
    token = key_of(world.owner)
    assert not _brands(token).get("isError")
    answers = [_ask(token).status_code for _ in range(3)]
    assert 429 in answers
    assert _ask(key_of(world.admin)).status_code == 200


def test_a_tool_that_meets_the_rate_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemberThrottle, "rate", "1/min", raising=False)
    caches["platform"].clear()
    found = _brands(key_of(world.owner))
    assert found["isError"]
    assert "too_many_requests" in found["content"][0]["text"]


def test_each_call_behind_it_is_of_the_same_request(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.services import api_keys

    key_of(world.owner)
    token, asked = key_of(world.owner), []
    real = api_keys.asked_where
    monkeypatch.setattr(api_keys, "asked_where", lambda: asked.append(real()) or real())
    answer = _ask(token, **{"request-id": "assistant-0001"})
    assert answer["Request-Id"] == "assistant-0001"
    _brands(token)
    assert set(asked) == {"127.0.0.1"}

"""Whoever is told to send If-Match is protected by it; whoever is not can't believe to be."""

import re
from typing import Any

import pytest

from accounts.api import description
from accounts.api.throttling import MemberThrottle
from tests.everything import make_everything
from tests.routes import Row, address, rows
from tests.world import World

# What the request needs beside the header, for the operations that read the body first.
BODIES: dict[str, Any] = {
    "/api/v1/queries/{id}/restore/": {"number": 1},
    "/api/v1/tasks/{id}/": {"reason": "Sooner", "title": "Call"},
    "/api/v1/plan-versions/{id}/parts/": {"part": "section", "fields": {"title": "More"}},
    "/api/v1/plan-versions/{id}/parts/{part}/{key}/": {"fields": {}},
    "/api/v1/plan-versions/{id}/publish/": {"change_note": "More"},
    "/api/v1/plan-versions/{id}/reorder/": {"part": "section", "keys": []},
}


def described_as(row: Row) -> str:
    """The route's path as the description has it."""
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: "{id}" if found[1] == "pk" else f"{{{found[1]}}}", row.path)


@pytest.fixture
def asked(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a change answers whose If-Match names a state that never was; without one for None."""
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    everything, browser = make_everything(world), world.browser(world.owner)

    def ask(row: Row, tag: str | None = '"999.00"') -> Any:
        headers = {"If-Match": tag} if tag else {}
        body = BODIES.get(described_as(row), {}) if row.method != "DELETE" else {}
        return browser.generic(
            row.method, address(row, everything), _json(body), content_type="application/json", headers=headers
        )

    return ask


def _json(body: Any) -> bytes:
    import json

    return json.dumps(body).encode()


def _changes(*, conditional: bool) -> list[Row]:
    paths = description.described()["paths"]
    found = []
    for row in rows():
        operation = paths.get(described_as(row), {}).get(row.method.lower())
        if row.host == "agency" and row.method != "GET" and operation is not None:
            takes = any(one["name"] == "If-Match" for one in operation.get("parameters", ()))
            found += [row] if takes == conditional else []
    return found


def test_every_change_that_takes_if_match_refuses_an_old_state_and_none(asked: Any) -> None:
    changes = _changes(conditional=True)
    assert len(changes) > 14
    for row in changes:
        assert (row.path, asked(row).status_code) == (row.path, 412)
        assert (row.path, asked(row, None).status_code) == (row.path, 428)


def test_every_other_change_says_that_it_would_not_look_at_it(asked: Any) -> None:
    changes = _changes(conditional=False)
    assert len(changes) > 80
    for row in changes:
        answer = asked(row)
        assert (row.path, answer.status_code, answer.json()["code"]) == (row.path, 400, "if_match_unsupported")


def test_a_change_that_asks_for_if_match_asks_for_a_declared_one(asked: Any) -> None:
    """An action that calls `if_match` without being in `if_match_on` could never be reached with the header."""
    refused = [row.path for row in _changes(conditional=False) if asked(row, None).status_code == 428]
    assert refused == []

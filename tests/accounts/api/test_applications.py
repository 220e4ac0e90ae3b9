"""Applications and connections by the API: as their pages, and by people only."""

from typing import Any

from django.test import Client

from accounts.roles import KEY_SCOPES
from tests.accounts.connected import connected
from tests.accounts.mcp.assistant import key_of
from tests.world import World

APPLICATIONS, CONNECTIONS = "/api/v1/applications/", "/api/v1/connections/"


def _post(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(path, body or {}, content_type="application/json")


def test_who_answers_for_the_agency_registers_sees_and_ends(world: World) -> None:
    browser = world.browser(world.owner)
    given = {"name": "Claude", "redirect_uris": ["https://tool.example/back"]}
    made = _post(browser, APPLICATIONS, given)
    assert made.status_code == 201
    row = made.json()
    assert row["client_id"].startswith("fa_")
    assert [one["id"] for one in browser.get(APPLICATIONS).json()["results"]] == [row["id"]]
    refused = _post(browser, APPLICATIONS, {**given, "redirect_uris": ["http://tool.example/"]})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["redirect_uris"])
    assert _post(browser, f"{APPLICATIONS}{row['id']}/end/").status_code == 204
    assert browser.get(APPLICATIONS).json()["results"][0]["ended_at"]


def test_people_see_and_end_their_own_connections(world: World) -> None:
    one = connected(world, world.manager)
    browser = world.browser(world.manager)
    [shown] = browser.get(CONNECTIONS).json()["results"]
    assert (shown["id"], shown["scopes"], shown["name"]) == (str(one.row.pk), ["read"], "Claude")
    assert world.browser(world.analyst).get(CONNECTIONS).json()["results"] == []
    assert _post(world.browser(world.analyst), f"{CONNECTIONS}{shown['id']}/disconnect/").status_code == 404
    seen = world.browser(world.owner).get(f"{APPLICATIONS}{one.application.pk}/connections/").json()["results"]
    assert [row["member_id"] for row in seen] == [world.manager.pk]
    assert _post(browser, f"{CONNECTIONS}{shown['id']}/disconnect/").status_code == 204
    assert one.status() == 401


def test_neither_a_key_nor_an_application_manages_any(world: World) -> None:
    key = Client(HTTP_HOST="north.localhost", headers={"authorization": f"Bearer {key_of(world.owner)}"})
    program = connected(world, world.owner, scopes=KEY_SCOPES).program()
    for browser in (key, program):
        for path in (APPLICATIONS, CONNECTIONS):
            assert browser.get(path).status_code == 403
        given = {"name": "x", "redirect_uris": ["https://tool.example/back"]}
        assert _post(browser, APPLICATIONS, given).status_code == 403
        assert browser.get("/api/v1/keys/").status_code == 403

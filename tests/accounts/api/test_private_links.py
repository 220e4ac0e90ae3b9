"""Private links by API: made by a person, shown once also where the request is repeated."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from accounts.services.api_keys import make_key
from tests.world import World

ADDRESS = "/api/v1/private_links/"


def _post(browser: Client, path: str, data: Any = None, **headers: str) -> Any:
    return browser.post(path, data or {}, content_type="application/json", headers=headers)


def test_a_person_makes_renews_and_revokes_them(world: World) -> None:
    browser = world.browser(world.manager)
    made = _post(browser, ADDRESS, {"kind": "alerts"}, **{"Idempotency-Key": "one"})
    assert made.status_code == 201 and "/links/alerts/fbl_" in made.json()["url"]
    again = _post(browser, ADDRESS, {"kind": "alerts"}, **{"Idempotency-Key": "one"})
    assert again.json() == {**made.json(), "url": ""}
    [listed] = browser.get(ADDRESS).json()["results"]
    assert listed["id"] == made.json()["id"] and "url" not in listed
    renewed = _post(browser, f"{ADDRESS}{listed['id']}/rotate/")
    assert renewed.json()["url"] not in ("", made.json()["url"])
    assert _post(browser, ADDRESS, {"kind": "alerts"}).json()["code"] == "link_there"
    assert _post(browser, f"{ADDRESS}{listed['id']}/revoke/").status_code == 204
    assert browser.get(ADDRESS).json()["results"] == []


def test_another_persons_is_not_there(world: World) -> None:
    made = _post(world.browser(world.manager), ADDRESS, {"kind": "calendar"}).json()
    for act in ("rotate", "revoke"):
        assert _post(world.browser(world.owner), f"{ADDRESS}{made['id']}/{act}/").status_code == 404
        assert _post(world.browser(world.owner), f"{ADDRESS}no-id/{act}/").status_code == 404


def test_a_key_reads_the_list_and_makes_none(world: World) -> None:
    _, key = make_key(world.manager, name="x", scopes=["read"], days=1, now=datetime.now(UTC))
    client = Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"})
    assert client.get(ADDRESS).json()["results"] == []
    assert _post(client, ADDRESS, {"kind": "calendar"}).status_code == 403

"""A cursor is good for the list, the filters and the agency it came from."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.brands.models import Brand, Contact
from tests.accounts.api.test_frame import key_client
from tests.world import World


@pytest.fixture
def api(world: World) -> Client:
    for number in range(3):
        Brand.objects.create(name=f"B{number}", slug=f"b{number}", time_zone="UTC")
        Contact.objects.create(brand=world.alder, name=f"C{number}", function="Press", phone="+43 1 23")
    return key_client(world, world.owner, ["read"])


def _cursor(api: Client, address: str) -> str:
    return parse_qs(urlsplit(api.get(f"/api/v1/{address}").json()["next"]).query)["cursor"][0]


def test_a_cursor_of_another_list_or_of_other_filters_is_refused(api: Client, world: World) -> None:
    cursor = _cursor(api, "contacts/?page_size=1")
    assert api.get("/api/v1/contacts/", {"cursor": cursor}).status_code == 200
    for address, more in (("brands/", {}), ("contacts/", {"brand": str(world.alder.pk)})):
        answer = api.get(f"/api/v1/{address}", {"cursor": cursor, **more})
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_page_token")


def test_a_cursor_of_another_agency_is_refused(api: Client, world: World) -> None:
    cursor = _cursor(api, "brands/?page_size=1")
    world.enter(world.rival)
    for number in range(2):
        Brand.objects.create(name=f"R{number}", slug=f"r{number}", time_zone="UTC")
    rival = key_client(world, world.rival_owner, ["read"], host="rival.localhost")
    answer = rival.get("/api/v1/brands/", {"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_page_token")


def test_a_page_may_be_larger_than_the_one_before(api: Client) -> None:
    cursor = _cursor(api, "brands/?page_size=1")
    assert len(api.get("/api/v1/brands/", {"cursor": cursor, "page_size": "200"}).json()["results"]) == 4

"""Query parameters mean something, or are refused: a misspelt filter must not answer with everything."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts.api.test_frame import key_client
from tests.world import World


@pytest.fixture
def api(world: World) -> Client:
    return key_client(world, world.owner, ["read", "manage", "incidents"])


@pytest.mark.parametrize(
    ("address", "name", "code"),
    [
        ("incidents/?nosuch=1", "nosuch", "unknown_parameter"),
        ("incidents/?ordering=-id", "ordering", "unknown_parameter"),
        ("mentions/?fields=id", "fields", "unknown_parameter"),
        ("mentions/?brand=", "brand", "invalid"),
        ("contacts/?brand=%20", "brand", "invalid"),
        ("incidents/?status=open&status=closed", "status", "invalid"),
        ("members/?page_size=500", "page_size", "unknown_parameter"),
        ("me/?brand=x", "brand", "unknown_parameter"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_by_its_name(api: Client, address: str, name: str, code: str) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (400, code, [name])


def test_a_lists_filter_in_the_address_of_one_row_is_refused_and_hides_nothing(api: Client, world: World) -> None:
    path = f"/api/v1/brands/{world.alder.pk}/"
    assert api.get(path).status_code == 200
    answer = api.get(f"{path}?status=archived")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")


def test_a_change_takes_no_parameters_of_lists_either(api: Client, world: World) -> None:
    answer = api.post(f"/api/v1/brands/{world.alder.pk}/archive/?brand={world.alder.pk}")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")
    world.alder.refresh_from_db()
    assert world.alder.status != "archived"


def described() -> Any:
    from accounts.api.description import described as document

    return document()["paths"]


def test_filters_are_described_where_they_act_and_nowhere_else() -> None:
    lists = {"brand", "status"}
    for path, operations in described().items():
        for method, operation in operations.items():
            names = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
            if method != "get" and path.startswith(("/api/v1/incidents/", "/api/v1/contacts/", "/api/v1/answers/")):
                assert not names & lists, (path, method)


def test_a_filter_of_yes_and_no_takes_true_and_false_alone(api: Client) -> None:
    for address in (
        "incidents/?is_drill=",
        "plans/?archived=",
        "rules/?is_active=",
        "rules/?digest=",
        "queries/?is_active=",
    ):
        assert api.get(f"/api/v1/{address}false").status_code == 200
        for word in ("yes", "1", "False"):
            assert api.get(f"/api/v1/{address}{word}").status_code == 400, (address, word)


def test_an_action_without_fields_refuses_some(api: Client, world: World) -> None:
    body = {"status": "archived"}
    answer = api.post(f"/api/v1/brands/{world.alder.pk}/archive/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (
        400,
        "unknown_field",
        ["status"],
    )
    world.alder.refresh_from_db()
    assert world.alder.status == "active"
    assert api.post(f"/api/v1/brands/{world.alder.pk}/archive/", {}, content_type="application/json").status_code == 200


@pytest.mark.parametrize("address", ["brands/", "incidents/?status=open", "brands/{brand}/", "schema/?format=json"])
def test_head_answers_as_get_without_the_body(api: Client, world: World, address: str) -> None:
    path = "/api/v1/" + address.format(brand=world.alder.pk)
    got, head = api.get(path), api.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE", "DELETE", "PROPFIND"])
def test_a_method_that_is_not_there_is_405_and_no_header_offers_it(api: Client, method: str) -> None:
    answer = api.generic(method, "/api/v1/brands/")
    assert (answer.status_code, answer.json()["code"], answer["Allow"]) == (
        405,
        "method_not_allowed",
        "GET, POST, HEAD",
    )

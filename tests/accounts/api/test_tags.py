"""Which state an answer shows: asked again it costs no body, and a change says which state it was made for."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts.api.test_frame import key_client
from tests.world import World


@pytest.fixture
def api(world: World) -> Client:
    return key_client(world, world.owner, ["read", "manage"])


def _patch(api: Client, path: str, body: Any, tag: str) -> Any:
    return api.patch(path, body, content_type="application/json", headers={"If-Match": tag})


@pytest.mark.parametrize("of", ["brands/", "me/", "brands/{brand}/", "contacts/"])
def test_what_is_not_new_is_answered_without_a_body(api: Client, world: World, of: str) -> None:
    path = "/api/v1/" + of.format(brand=world.alder.pk)
    tag = api.get(path)["ETag"]
    again = api.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_the_tag_changes_with_whatever_is_shown(api: Client, world: World) -> None:
    path = f"/api/v1/brands/{world.alder.pk}/"
    before = api.get(path)["ETag"]
    assert api.post(f"{path}set_step/", {"step": "sources"}, content_type="application/json").status_code == 200
    after = api.get(path, headers={"If-None-Match": before})
    assert after.status_code == 200 and after["ETag"] != before


def test_a_change_is_for_the_version_it_was_read_in_whatever_else_is_shown(api: Client, world: World) -> None:
    path = f"/api/v1/brands/{world.alder.pk}/"
    tag = api.get(path)["ETag"]
    api.post(f"{path}set_step/", {"step": "sources"}, content_type="application/json")
    assert _patch(api, path, {"handles": ["alder"]}, tag).status_code == 200
    assert _patch(api, path, {"handles": []}, tag).json()["code"] == "changed_since"
    assert _patch(api, path, {"handles": ["other"]}, "*").status_code == 200


@pytest.mark.parametrize("tag", ["x", '"x"', '"-1"', '"12345678901"', 'W/"٣"'])
def test_what_is_no_tag_of_ours_changes_nothing(api: Client, world: World, tag: str) -> None:
    answer = _patch(api, f"/api/v1/brands/{world.alder.pk}/", {"handles": []}, tag.encode().decode("latin-1"))
    assert answer.status_code == 412


def test_what_was_made_says_where_it_can_be_read_also_when_it_is_answered_again(api: Client) -> None:
    for _ in range(2):
        made = api.post(
            "/api/v1/brands/", {"name": "Birch"}, content_type="application/json", headers={"Idempotency-Key": "once"}
        )
        assert made["Location"] == f"http://north.localhost/api/v1/brands/{made.json()['id']}/"
        assert api.get(made["Location"]).json()["name"] == "Birch"
    assert made["Idempotent-Replayed"] == "true"


def test_two_writings_of_one_body_are_one_request_and_another_query_is_another(api: Client) -> None:
    key = {"Idempotency-Key": "written-twice"}
    first = api.post(
        "/api/v1/brands/", b'{"name": "Elm", "time_zone": "UTC"}', content_type="application/json", headers=key
    )
    again = api.post(
        "/api/v1/brands/", b'{"time_zone":"UTC","name":"Elm"}', content_type="application/json", headers=key
    )
    assert first.json()["id"] == again.json()["id"] and again["Idempotent-Replayed"] == "true"

"""The API's description: for everybody, built once, and true in what it says of every operation."""

from typing import Any

import pytest
from django.test import Client

from accounts.api import description
from tests.world import World


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_it_is_kept_and_asked_again_without_a_body(world: World, form: str) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    first = anybody.get(f"/api/v1/schema/?format={form}")
    assert first.status_code == 200 and "max-age" in first["Cache-Control"]
    again = anybody.get(f"/api/v1/schema/?format={form}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_built_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    anybody.get("/api/v1/schema/?format=json")

    def again(*_: Any, **__: Any) -> Any:
        raise AssertionError("it was built a second time")

    monkeypatch.setattr(description.SchemaGenerator, "get_schema", again)
    assert anybody.get("/api/v1/schema/?format=json").json()["openapi"].startswith("3.1")


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = description.described()["paths"].items()
    return [(path, method, one) for path, methods in paths for method, one in methods.items()]


def test_every_operation_has_a_summary_and_a_described_noun() -> None:
    nouns = {one["name"]: one["description"] for one in description.described()["tags"]}
    for path, method, one in operations():
        assert one["summary"] and nouns[one["tags"][0]], (path, method)


def test_every_create_may_be_repeated_with_a_key_and_every_answer_says_its_limits() -> None:
    without = {"/api/v1/agencies/"}
    for path, method, one in operations():
        headers = {each["name"] for each in one.get("parameters", ()) if each["in"] == "header"}
        assert method != "post" or path in without or "Idempotency-Key" in headers, path
        shared = description.described()["components"]["responses"]
        answers = [
            shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in one["responses"].values()
        ]
        assert all("Request-Id" in answer["headers"] for answer in answers), (path, method)


def test_what_an_answer_always_has_is_required_in_its_shape() -> None:
    shapes = description.described()["components"]["schemas"]
    for name, shape in shapes.items():
        if not name.endswith(("Request", "In")) and name != "Problem":
            # `expanded` is there where it is asked for.
            assert set(shape.get("required", ())) == set(shape.get("properties", {})) - {"expanded"}, name


def test_no_default_is_outside_its_own_bounds() -> None:
    for name, shape in description.described()["components"]["schemas"].items():
        for field, bounds in shape.get("properties", {}).items():
            if "default" in bounds and isinstance(bounds["default"], str):
                assert len(bounds["default"]) >= bounds.get("minLength", 0), (name, field)
                assert bounds["default"] or "format" not in bounds, (name, field)


def test_its_own_problems_are_json_whatever_form_was_asked_for(world: World) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    for query, status in (("?nosuch=1", 400), ("?format=xml", 404)):
        answer = anybody.get(f"/api/v1/schema/{query}")
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status


def test_a_list_without_pages_is_not_described_as_one() -> None:
    paths = description.described()["paths"]
    for path in ("/api/v1/alert_plans/{id}/", "/api/v1/readiness/{id}/"):
        operation = paths[path]["get"]
        assert operation["responses"]["200"]["content"]["application/json"]["schema"]["type"] == "array"
        assert not {"cursor", "page_size"} & {one["name"] for one in operation["parameters"]}


def test_only_changes_that_take_if_match_speak_of_it() -> None:
    for path, method, one in operations():
        takes = any(each["name"] == "If-Match" for each in one.get("parameters", ()))
        assert takes == ("412" in one["responses"]) == ("428" in one["responses"]), (path, method)


def test_no_cache_keeps_a_private_answer(world: World) -> None:
    browser = world.browser(world.owner)
    answers = [browser.get(f"/api/v1/{path}") for path in ("brands/", "me/", "nothing/", "mentions/export/")]
    answers += [browser.get("/api/v1/me/", headers={"If-None-Match": answers[1]["ETag"]})]
    answers += [Client(HTTP_HOST="north.localhost").get("/api/v1/me/")]
    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True] * 6

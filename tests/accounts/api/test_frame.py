"""What holds for every endpoint: who gets in, how errors read, keys run once, limits are told."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.brands.models import Brand
from accounts.services.api_keys import make_key
from tests.world import World

NOW = datetime.now(UTC)


def key_client(world: World, member: Any, scopes: list[str], host: str = "north.localhost") -> Client:
    """A client that sends an API key."""
    maker = member if member.role in {"owner", "admin"} else world.owner
    _, key = make_key(maker, name="A test", scopes=scopes, days=1, now=NOW)
    return Client(HTTP_HOST=host, headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def api(world: World) -> Client:
    return key_client(world, world.owner, ["read", "manage"])


def _post(api: Client, path: str, body: Any, **headers: str) -> Any:
    return api.post(path, body, content_type="application/json", headers=headers or None)


def test_without_a_key_or_log_in_the_answer_is_401_with_a_code(world: World) -> None:
    answer = Client(HTTP_HOST="north.localhost").get("/api/v1/brands/")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"
    assert answer.json()["title"] == "Unauthorized", "of about:blank (RFC 9457 4.2.1)"
    assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("host", ["north.localhost", "localhost"])
def test_an_address_of_the_api_that_nothing_answers_is_a_problem_and_no_page(world: World, host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/api/v1/nowhere/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_a_key_opens_its_own_agencys_host_only(world: World) -> None:
    assert key_client(world, world.owner, ["read"], host="rival.localhost").get("/api/v1/brands/").status_code == 401


def test_a_key_without_the_scope_is_refused(world: World) -> None:
    answer = _post(key_client(world, world.owner, ["read"]), "/api/v1/brands/", {"name": "New"})
    assert answer.status_code == 403
    assert answer.json()["data"]["needs"] == "brands.create"


def test_a_key_can_not_make_keys(api: Client) -> None:
    assert _post(api, "/api/v1/keys/", {"name": "x", "scopes": ["read"]}).status_code == 403


def test_a_create_with_an_idempotency_key_runs_once(api: Client) -> None:
    first = _post(api, "/api/v1/brands/", {"name": "New"}, **{"Idempotency-Key": "k1"})
    again = _post(api, "/api/v1/brands/", {"name": "New"}, **{"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert again["Idempotent-Replayed"] == "true"
    assert Brand.objects.filter(name="New").count() == 1


def test_an_idempotency_key_of_another_request_is_a_conflict(api: Client) -> None:
    _post(api, "/api/v1/brands/", {"name": "New"}, **{"Idempotency-Key": "k1"})
    answer = _post(api, "/api/v1/brands/", {"name": "Newer"}, **{"Idempotency-Key": "k1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")


def test_a_refused_create_leaves_its_idempotency_key_free(api: Client) -> None:
    assert _post(api, "/api/v1/brands/", {"name": ""}, **{"Idempotency-Key": "k1"}).status_code == 400
    assert _post(api, "/api/v1/brands/", {"name": "New"}, **{"Idempotency-Key": "k1"}).status_code == 201


def test_a_change_needs_the_state_it_changes(world: World, api: Client) -> None:
    path = f"/api/v1/brands/{world.alder.pk}/"
    bare = api.patch(path, {"handles": ["@alder"]}, content_type="application/json")
    assert (bare.status_code, bare.json()["code"]) == (428, "if_match_required")
    tag = api.get(path)["ETag"]
    good = api.patch(path, {"handles": ["@alder"]}, content_type="application/json", headers={"If-Match": tag})
    assert good.json()["handles"] == ["alder"]
    stale = api.patch(path, {"handles": []}, content_type="application/json", headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_since")


def test_pages_follow_each_other_without_gap_or_repeat(world: World, api: Client) -> None:
    for number in range(7):
        Brand.objects.create(name=f"B{number}", slug=f"b{number}", time_zone="UTC")
    seen, url = [], "/api/v1/brands/?page_size=4"
    while url:
        page = api.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"] and page["next"].replace("http://north.localhost", "")
    assert len(seen) == len(set(seen)) == 9


@pytest.mark.parametrize("query", ["cursor=tampered", "page_size=0", "page_size=999", "page_size=x"])
def test_a_bad_page_is_refused_at_its_parameter(api: Client, query: str) -> None:
    answer = api.get(f"/api/v1/brands/?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


def test_the_limit_is_told_on_every_answer(api: Client) -> None:
    answer = api.get("/api/v1/me/")
    assert int(answer["RateLimit-Limit"]) == 600
    assert int(answer["RateLimit-Remaining"]) == 599
    assert 0 <= int(answer["RateLimit-Reset"]) <= 60


def test_what_a_database_can_not_hold_is_refused_at_the_door(api: Client) -> None:
    for name in ("a\x00b", "a\ud800b"):
        answer = _post(api, "/api/v1/brands/", {"name": name})
        assert answer.status_code == 400
        assert "name" in answer.json()["detail"]


def test_an_unknown_field_is_named(api: Client) -> None:
    answer = _post(api, "/api/v1/brands/", {"name": "New", "colour": "red"})
    assert answer.json()["errors"] == {"colour": ["Unknown field."]}


def test_another_brands_row_is_not_there(world: World) -> None:
    answer = world.browser(world.other).get(f"/api/v1/brands/{world.alder.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_session_needs_its_csrf_token_for_changes(world: World) -> None:
    browser = world.browser(world.owner)
    browser.handler.enforce_csrf_checks = True
    answer = _post(browser, "/api/v1/brands/", {"name": "New"})
    assert answer.status_code == 403


def test_the_description_is_valid_and_every_operation_may_answer_with_a_problem(api: Client) -> None:
    document = api.get("/api/v1/schema/?format=json").json()
    assert document["openapi"].startswith("3.1")
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids)) > 20
    problems = {operation["responses"]["400"]["$ref"] for operation in operations}
    assert problems == {"#/components/responses/Problem400"}
    assert "application/problem+json" in document["components"]["responses"]["Problem400"]["content"]
    gone = {path for path, one in document["paths"].items() if "410" in one.get("get", {}).get("responses", {})}
    assert gone == {"/api/v1/events/", "/api/v1/removed/"}
    assert document["components"]["securitySchemes"]["session"]["name"] == settings.SESSION_COOKIE_NAME


def test_an_answer_is_not_repeated_to_who_lost_the_brand(world: World) -> None:
    from accounts.brands.models import BrandTeam

    manager = world.browser(world.manager)
    body = {"brand": str(world.alder.pk), "name": "Ann", "function": "Lawyer", "email": "ann@alder.example"}
    ask = {"content_type": "application/json", "headers": {"Idempotency-Key": "one"}}
    assert manager.post("/api/v1/contacts/", body, **ask).status_code == 201
    assert manager.post("/api/v1/contacts/", body, **ask).headers["Idempotent-Replayed"] == "true"
    BrandTeam.objects.filter(user=world.manager.user).delete()
    again = manager.post("/api/v1/contacts/", body, **ask)
    assert again.status_code == 409 and "ann@" not in again.content.decode()


def test_what_is_shown_once_is_not_repeated(world: World) -> None:
    owner = world.browser(world.owner)
    asked = {
        "/api/v1/keys/": ({"name": "x", "scopes": ["read"]}, "key"),
        "/api/v1/webhooks/": ({"url": "https://hooks.example/in"}, "secret"),
    }
    for path, (body, name) in asked.items():
        ask = {"content_type": "application/json", "headers": {"Idempotency-Key": path}}
        first, again = (owner.post(path, body, **ask).json() for _ in range(2))
        assert first[name] and again == {**first, name: ""}


def test_a_client_reads_neither_who_is_woken_first_nor_what_is_left_out(world: World) -> None:
    type(world.alder).objects.filter(pk=world.alder.pk).update(
        exclusions=["alder tree"], targets={"acknowledge": {"1": 5}}
    )
    path = f"/api/v1/brands/{world.alder.pk}/"
    staff, client = (world.browser(one).get(path).json() for one in (world.manager, world.client))
    assert staff["exclusions"] == ["alder tree"] and staff["targets"]
    assert client["exclusions"] == [] and client["targets"] == {}
    team = world.browser(world.client).get(f"{path}team/").json()
    assert team and {one["page_order"] for one in team} == {None}
    assert {one["page_order"] for one in world.browser(world.manager).get(f"{path}team/").json()} == {1, 2, None}

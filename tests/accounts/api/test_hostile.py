"""What is sent to break the API: refused with a problem that says what is wrong, and nothing is changed or kept."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.api.fields import ZonedDateTimeField
from accounts.brands.models import Brand, IdempotencyRecord
from accounts.models import Agency, ApiKey
from tests.accounts.api.test_frame import key_client
from tests.world import World

MINUTE = "Include the time zone"


@pytest.fixture
def api(world: World) -> Client:
    return key_client(world, world.owner, ["read", "manage"])


def _send(client: Client, path: str, body: Any, **headers: str) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(path, text, content_type="application/json", headers=headers or None)


@pytest.mark.parametrize("body", ["[" * 100_000, '{"name":' * 100_000, '{"name":' * 60 + "1" + "}" * 60])
def test_endless_nesting_is_malformed_and_no_fault_of_ours(api: Client, body: str) -> None:
    answer = _send(api, "/api/v1/brands/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert "nested" in answer.json()["detail"]


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}])
def test_a_body_that_is_too_large_is_a_problem_that_names_the_limit(api: Client, headers: dict[str, str]) -> None:
    answer = _send(api, "/api/v1/brands/", {"name": "x" * 6_000_000}, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert answer.json()["code"] == "too_large" and "5 MB" in answer.json()["detail"]
    assert not IdempotencyRecord.objects.exists()


def test_a_megabyte_of_text_is_refused_at_its_field(api: Client) -> None:
    answer = _send(api, "/api/v1/brands/", {"name": "x" * 1_000_000})
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["name"]


def test_a_time_without_its_zone_is_refused_and_one_with_it_is_taken() -> None:
    for bare in ("2026-03-01T14:30", "2026-03-01", "2026-03-01T14:30:00.5"):
        with pytest.raises(Exception, match=MINUTE):
            ZonedDateTimeField().run_validation(bare)
    assert ZonedDateTimeField().run_validation("2026-03-01T14:30+01:00") == datetime(2026, 3, 1, 13, 30, tzinfo=UTC)


def test_the_inbox_asks_for_the_zone_of_its_times(world: World) -> None:
    answer = world.browser(world.analyst).get("/api/v1/mentions/?since=2026-03-01T14:30")
    assert answer.status_code == 400
    assert MINUTE in answer.json()["errors"]["since"][0]


def test_a_key_is_shown_once_also_to_who_asks_again(world: World) -> None:
    owner = world.browser(world.owner)
    body = {"name": "k", "scopes": ["read"], "days": 1}
    first = _send(owner, "/api/v1/keys/", body, **{"Idempotency-Key": "one"})
    again = _send(owner, "/api/v1/keys/", body, **{"Idempotency-Key": "one"})
    assert again.json() == {**first.json(), "key": ""} and again["Idempotent-Replayed"] == "true"
    assert ApiKey.objects.count() == 1
    assert first.json()["key"] not in json.dumps(IdempotencyRecord.objects.get(key="one").body)


def test_after_a_day_an_idempotency_key_is_free_again(api: Client) -> None:
    _send(api, "/api/v1/brands/", {"name": "New"}, **{"Idempotency-Key": "k"})
    IdempotencyRecord.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    answer = _send(api, "/api/v1/brands/", {"name": "Newer"}, **{"Idempotency-Key": "k"})
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer
    assert Brand.objects.filter(name__startswith="New").count() == 2


def test_founding_is_limited_by_address_and_a_forged_header_is_no_other_address(world: World) -> None:
    platform = Client(HTTP_HOST="localhost")
    bad = {"name": "New One", "slug": "admin", "person": "Pia", "email": "pia@new.example", "password": "long enough 1"}
    before = Agency.objects.count()
    answers = [
        _send(platform, "/api/v1/agencies/", bad, **{"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(21)
    ]
    assert [answer.status_code for answer in answers] == [400] * 20 + [429]
    last = answers[-1]
    assert last.json()["code"] == "too_many_requests" and int(last["Retry-After"]) > 0
    assert (last["RateLimit-Limit"], last["RateLimit-Remaining"]) == ("20", "0")
    assert Agency.objects.count() == before


def test_founding_again_with_the_same_key_founds_nothing_more(world: World) -> None:
    platform = Client(HTTP_HOST="localhost")
    given = {
        "name": "New One",
        "slug": "new-one",
        "person": "Pia",
        "email": "pia@new.example",
        "password": "a long one of words 7",
    }
    answers = [_send(platform, "/api/v1/agencies/", given, **{"Idempotency-Key": "once"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert answers[1]["Idempotent-Replayed"] == "true"
    assert Agency.objects.filter(slug="new-one").count() == 1
    other = _send(platform, "/api/v1/agencies/", given, **{"Idempotency-Key": "another"})
    assert (other.status_code, list(other.json()["errors"])) == (400, ["slug"])
    long = _send(platform, "/api/v1/agencies/", given, **{"Idempotency-Key": "k" * 201})
    assert long.status_code == 400


def test_a_page_of_the_api_tells_its_limit_whatever_it_lists(world: World) -> None:
    browser = world.browser(world.owner)
    for path in ("starters/", "starters/product-harm/", "plans/", "waiting/", "mentions/", "members/"):
        answer = browser.get(f"/api/v1/{path}")
        assert answer.status_code == 200
        assert {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} <= set(answer.headers), path

"""`?expand=`: the rows that rows name come with them, as their own addresses show them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.api import expanding
from accounts.api.throttling import MemberThrottle
from tests.described import amiss, document
from tests.everything import Everything, make_everything
from tests.world import World


@pytest.fixture
def everything(world: World, monkeypatch: pytest.MonkeyPatch) -> Everything:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    return make_everything(world)


def _expandable() -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Each address that takes it, its operation, and the fields it takes; but for events, which are about one thing of many kinds."""
    for path, operations in document()["paths"].items():
        operation = operations.get("get", {})
        for one in operation.get("parameters", ()):
            if one["name"] == "expand" and "items" in one["schema"]:
                yield path, operation, one["schema"]["items"]["enum"]


def test_every_relation_that_is_called_as_a_noun_can_be_expanded() -> None:
    fields = {path: names for path, _, names in _expandable()}
    assert fields["/api/v1/incidents/"] == fields["/api/v1/incidents/{id}/"]
    for noun, names in {
        "alerts": ["brand", "rule"],
        "mentions": ["brand", "source"],
        "tasks": ["incident"],
        "updates": ["incident"],
        "answers": ["incident"],
        "rules": ["brand", "query"],
    }.items():
        assert set(names) <= set(fields[f"/api/v1/{noun}/"]), noun


def test_what_is_expanded_is_what_its_own_address_shows(world: World, everything: Everything) -> None:
    browser, seen = world.browser(world.owner), 0
    for path, operation, names in _expandable():
        if "{" in path:
            continue
        answer = browser.get(path, {"expand": ",".join(names)})
        assert amiss(operation, answer) == [], path
        for row in answer.json()["results"]:
            assert list(row["expanded"]) == names
            one = browser.get(f"{path}{row['id']}/", {"expand": names[0]})
            if one.status_code == 200:
                assert one.json()["expanded"][names[0]] == row["expanded"][names[0]]
            seen += sum(row["expanded"][name]["id"] == row[name] for name in names if row[name] is not None)
    assert seen > 20
    mention = browser.get("/api/v1/mentions/", {"expand": "source"}).json()["results"][0]
    assert mention["expanded"]["source"] == browser.get(f"/api/v1/sources/{mention['source']}/").json()


def test_without_it_nothing_is_added_and_what_is_none_is_refused_with_what_there_is(
    world: World, everything: Everything
) -> None:
    browser = world.browser(world.owner)
    assert "expanded" not in browser.get("/api/v1/incidents/").json()["results"][0]
    refused = browser.get("/api/v1/incidents/", {"expand": "brand,lead"})
    assert refused.status_code == 400
    assert "“lead” can't be expanded here. Known are: brand" in refused.json()["errors"]["expand"][0]
    assert browser.get("/api/v1/members/", {"expand": "brand"}).status_code == 400


def test_what_one_may_not_see_is_null(world: World, everything: Everything) -> None:
    answer: dict[str, Any] = {"results": [{"id": "1", "rule": str(everything["rule"].pk)}]}
    expanding.add_to(answer, ("rule",), world.client)
    assert answer["results"][0]["expanded"] == {"rule": None}


def test_it_costs_a_few_queries_whatever_the_length_of_the_list(world: World, everything: Everything) -> None:
    browser = world.browser(world.owner)
    with CaptureQueriesContext(connection) as plain:
        browser.get("/api/v1/tasks/")
    with CaptureQueriesContext(connection) as more:
        browser.get("/api/v1/tasks/", {"expand": "incident"})
    assert len(more) - len(plain) <= 6

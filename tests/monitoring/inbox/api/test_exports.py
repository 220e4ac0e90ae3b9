"""Exports by API: begun by the filters of mentions, watched, downloaded, stopped."""

import json
from typing import Any

import pytest

from monitoring.inbox.services import bulk_exports
from monitoring.models import Export
from tests.monitoring.scene import small
from tests.world import World

PATH = "/api/v1/exports/"


@pytest.fixture
def scene(world: World) -> Any:
    return small(world)


def _begun(world: World, body: dict[str, Any], member: Any = None) -> Any:
    answer = world.browser(member or world.analyst).post(PATH, body, content_type="application/json")
    world.enter()
    return answer


def test_an_export_is_begun_watched_and_downloaded(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    made = _begun(world, {"brand": str(world.alder.pk)})
    assert made.status_code == 202 and made.json()["status"] == "running"
    address = f"{PATH}{made.json()['id']}/"
    refused = browser.get(f"{address}file/")
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    world.enter()
    bulk_exports.step(made.json()["id"], now=Export.objects.get().started_at)
    shown = browser.get(address).json()
    assert shown["status"] == "done" and shown["written"] == shown["read"] == shown["total"] > 0
    answer = browser.get(f"{address}file/")
    assert answer["Content-Type"] == "application/x-ndjson" and "attachment" in answer["Content-Disposition"]
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert len(lines) == shown["written"] and {line["brand"] for line in lines} == {str(world.alder.pk)}


def test_another_filter_or_field_is_refused_at_its_name(world: World, scene: Any) -> None:
    assert _begun(world, {"brnad": "x"}).json()["code"] == "unknown_field"
    assert "matching" in _begun(world, {"matching": "(("}).json()["errors"]
    assert "assignee" in _begun(world, {"assignee": "nobody"}).json()["errors"]


def test_a_second_is_a_conflict_until_the_first_is_stopped(world: World, scene: Any) -> None:
    first = _begun(world, {}).json()
    assert _begun(world, {}).json()["code"] == "export_running"
    stopped = world.browser(world.analyst).post(f"{PATH}{first['id']}/cancel/", content_type="application/json")
    assert stopped.json()["status"] == "cancelled"
    assert _begun(world, {"matching": "coffee OR glass"}).status_code == 202


def test_anothers_export_is_not_there_not_even_for_an_owner(world: World, scene: Any) -> None:
    made = _begun(world, {}).json()
    for member in (world.owner, world.manager):
        browser = world.browser(member)
        assert browser.get(PATH).json()["results"] == []
        assert browser.get(f"{PATH}{made['id']}/").status_code == 404
        assert browser.get(f"{PATH}{made['id']}/file/").status_code == 404
        assert browser.post(f"{PATH}{made['id']}/cancel/", content_type="application/json").status_code == 404

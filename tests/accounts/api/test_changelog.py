"""What changed is told in order, at addresses that are there; and no operation comes or goes without a line about it.

    FIREBREAK_WRITE_TABLES=1 pytest -n0 tests/accounts/api/test_changelog.py -k operation

writes operations.txt anew, once the new lines of the changelog speak of what came and went.
"""

import os
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from django.test import Client

from accounts.api.changelog import CHANGES, POLICY, Change
from accounts.api.description import described
from tests.routes import rows
from tests.world import World

TABLE = Path(__file__).with_name("operations.txt")
HEAD = "# lines of the changelog that speak of these operations: "


def test_the_newest_change_comes_first_and_speaks_of_addresses_that_are_there() -> None:
    assert [one.on for one in CHANGES] == sorted((one.on for one in CHANGES), reverse=True)
    known = {f"/{row.path}" for row in rows()}
    assert [one.about for one in CHANGES if one.about not in known] == []


def _operations() -> list[str]:
    paths = described()["paths"].items()
    return sorted(f"{path} {method.upper()} {one['operationId']}" for path, has in paths for method, one in has.items())


def _read(text: str) -> tuple[int, list[str]]:
    head, *lines = text.splitlines()
    return int(head.removeprefix(HEAD)), lines


def _untold(before: list[str], after: list[str], told: int, changes: tuple[Change, ...]) -> list[str]:
    """Operations that came or went of which no line of the changelog speaks that came after the first `told`."""
    new = changes[: len(changes) - told]
    came = [one for one in after if one not in before and not any(one.startswith(change.about) for change in new)]
    gone = [one for one in before if one not in after]
    return came + [one for one in gone if not any(change.gone and one.startswith(change.gone) for change in new)]


def test_no_operation_comes_or_goes_without_a_line_in_the_changelog() -> None:
    told, before = _read(TABLE.read_text(encoding="utf-8"))
    after = _operations()
    assert _untold(before, after, told, CHANGES) == [], "say in accounts/api/changelog.py what came, or is gone"
    if os.environ.get("FIREBREAK_WRITE_TABLES"):
        TABLE.write_text("\n".join([f"{HEAD}{len(CHANGES)}", *after]) + "\n", encoding="utf-8")
        told, before = _read(TABLE.read_text(encoding="utf-8"))
    assert (before, told) == (after, len(CHANGES)), "FIREBREAK_WRITE_TABLES=1 writes the table"


def test_an_operation_nobody_speaks_of_is_found() -> None:
    old = CHANGES[-1]
    new = Change(old.on + timedelta(days=1), "/api/v1/things/", "New.", gone="/api/v1/stuff/")
    before, after = ["/api/v1/stuff/ GET stuff_list"], ["/api/v1/things/{id}/ GET things_retrieve"]
    assert _untold(before, after, 1, (old,)) == [*after, *before]
    assert _untold(before, after, 2, (new, old)) == [*after, *before], "an older line speaks of something else"
    assert _untold(before, after, 1, (new, old)) == []


def test_anybody_reads_it_and_asks_again_for_nothing(world: World) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    first = anybody.get("/api/v1/changelog/")
    said = first.json()
    assert said["policy"] == list(POLICY) and said["notice_days"] == 180
    assert [one["about"] for one in said["changes"]] == [one.about for one in CHANGES]
    assert "max-age" in first["Cache-Control"]
    assert anybody.get("/api/v1/changelog/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_its_feed_is_read_by_a_feed_reader(world: World) -> None:
    anybody = Client(HTTP_HOST="north.localhost")
    answer = anybody.get("/api/v1/changelog/atom/")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo and len({entry.id for entry in feed.entries}) == len(CHANGES)
    assert anybody.get("/api/v1/changelog/atom/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("who", ["owner", "analyst"])
def test_its_page_is_found_in_the_settings(world: World, who: str) -> None:
    browser = world.browser(getattr(world, who))
    assert "/settings/api/" in browser.get("/settings/").content.decode()
    page = browser.get("/settings/api/").content.decode()
    assert all(one.about in page for one in CHANGES) and "180 days" in page

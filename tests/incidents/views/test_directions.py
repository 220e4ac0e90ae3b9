"""Titles and names from right to left: what stands around them keeps its order, on pages and in the record's sentences."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.brands.models import Brand
from incidents.services import command
from tests.browser import PageAs, assert_accessible, chromium, page_as, site  # noqa: F401
from tests.incidents import scene
from tests.markup import flat
from tests.world import World

TITLE, BRAND = "شركة (ABC) 123", "قهوة 7"

# Where words stand on the screen: the box of each place that says them, in the page's order.
_BOXES = """(root, words) => {
  const found = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + words.length);
    const box = range.getBoundingClientRect();
    if (box.width) found.push([box.left, box.right]);
  }
  return found;
}"""


def _box(place: Any, words: str) -> tuple[float, float]:
    [box] = place.evaluate(_BOXES, words)
    return box[0], box[1]


def _opened(world: World) -> Any:
    Brand.objects.filter(pk=world.alder.pk).update(name=BRAND)
    world.alder.refresh_from_db()
    return scene.opened(world, title=TITLE, now=timezone.now())


def test_the_record_says_a_renaming_with_the_title_kept_apart(world: World) -> None:
    incident = _opened(world)
    command.rename(member=world.fresh(world.manager), incident=incident, title="شركة 45", now=timezone.now())
    page = flat(world.browser(world.manager).get(f"/incidents/{incident.number}/?tab=timeline").content.decode())
    assert "renamed it to “\u2068شركة 45\u2069”" in page
    assert f"<title>#{incident.number} \u2068شركة 45\u2069 · " in page
    assert incident.entries.get(kind="renamed").payload["to"] == "شركة 45"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_what_stands_around_a_name_from_right_to_left_stays_in_its_order(
    committed_world: World, page_as: PageAs, width: int  # noqa: F811
) -> None:  # fmt: skip
    incident = _opened(committed_world)
    page = page_as(committed_world.manager, width=width)
    page.goto("/incidents/")
    row = page.locator("li.incident", has_text=TITLE)
    facts = row.locator(".facts").first
    brand, number = _box(facts, BRAND), _box(facts, f"#{incident.number}")
    assert brand[1] < number[0]
    assert page.evaluate("document.documentElement.dir") == "ltr"
    # the title's own order is that of its script: the figure comes last, which is left
    title = row.locator(".row-title")
    assert _box(title, "123")[1] <= _box(title, "شركة")[0]
    # …and it begins where the titles of the other rows begin
    assert abs(_box(title, "123")[0] - facts.bounding_box()["x"]) < 40  # type: ignore[index]
    assert_accessible(page)
    page.goto(f"/incidents/{incident.number}/")
    page.get_by_role("heading", name=TITLE).wait_for()
    assert_accessible(page)

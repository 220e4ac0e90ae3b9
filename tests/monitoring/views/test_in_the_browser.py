"""The inbox and the alert in a real browser: keys, the reading pane, undo, axe in both themes."""

from typing import Any

import pytest

from monitoring.models import Mention
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.monitoring.views.scene import large, small
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
pytestmark = pytest.mark.browser


def _status(one: Any) -> str:
    return str(Mention.objects.get(pk=one.pk).status)


def test_keys_move_open_and_finish_and_undo(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    page = page_as(committed_world.manager)
    page.goto("/mentions/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector(f'[data-post="{made.mentions[1].pk}"]')
    page.keyboard.press("e")
    page.wait_for_selector("[data-toast] >> text=Marked done")
    assert (_status(made.mentions[0]), _status(made.mentions[1])) == ("open", "done")
    assert page.locator(f'[id="{made.mentions[1].pk}"].is-read').count() == 1
    page.keyboard.press("z")
    page.wait_for_selector("[data-toast] >> text=1 mention as before")
    assert _status(made.mentions[1]) == "open"


def test_chosen_mentions_are_done_together_by_key(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    page = page_as(committed_world.manager)
    page.goto("/mentions/")
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.wait_for_selector("text=2 selected")
    page.keyboard.press("e")
    page.wait_for_selector("[data-toast] >> text=2 mentions marked done")
    assert [_status(one) for one in made.mentions[:3]] == ["done", "done", "open"]


def test_a_phone_shows_the_list_then_the_post(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    page = page_as(committed_world.manager, width=390)
    page.goto("/mentions/")
    assert not page.locator("#post").is_visible()
    page.click(f'[id="{made.mentions[0].pk}"] [data-open]')
    page.wait_for_url(f"**/mentions/{made.mentions[0].pk}/**")
    assert page.locator("#post").is_visible() and not page.locator("[data-inbox]").is_visible()
    page.click("#post .post-acts button:has-text('Done')")
    page.wait_for_selector("#post .post-acts >> text=Open again")
    assert _status(made.mentions[0]) == "done"


def test_the_query_is_judged_while_it_is_typed(committed_world: World, page_as: PageAs) -> None:
    small(committed_world)
    page = page_as(committed_world.manager)
    page.goto("/brands/alder-coffee/queries/new/")
    page.fill("#id_text", 'glass OR "unclosed')
    page.wait_for_selector("#tried >> text=column 10")
    page.fill("#id_text", "shoppers")
    page.wait_for_selector("#tried mark", timeout=30_000)


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1440, False)])
@pytest.mark.timeout(200)
def test_no_page_has_a_barrier(committed_world: World, page_as: PageAs, width: int, dark: bool) -> None:
    made = large(committed_world)
    base = "/brands/alder-coffee/"
    paths = ["/mentions/", f"/mentions/{made.mentions[0].pk}/", "/alerts/", f"/alerts/{made.alert.pk}/", base]
    paths += [
        f"{base}sources/",
        f"{base}queries/{made.query.pk}/",
        f"{base}rules/{made.rule.pk}/",
        f"{base}onboarding/done/",
    ]
    page = page_as(committed_world.manager, width=width, dark=dark)
    for path in paths:
        page.goto(path)
        assert_accessible(page)

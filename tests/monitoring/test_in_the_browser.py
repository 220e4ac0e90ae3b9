"""The inbox and the alert in a real browser: keys, the reading pane, undo, axe in both themes."""

from typing import Any

import pytest

from monitoring.models import Mention
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.monitoring.scene import large, small
from tests.sampling import IN_CI, looks
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


def test_every_act_of_the_inbox_goes_by_keys_alone(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    one, page = made.mentions[0], page_as(committed_world.manager)
    page.goto("/mentions/")
    page.keyboard.press("j")
    page.wait_for_selector(f'[data-post="{one.pk}"]')
    for keys, words, name, value in (
        ("w", "In progress", "status", "in_progress"), ("r", "Marked not relevant", "status", "irrelevant"),
        ("u", "Reopen", "status", "open"), ("t", "Yours now", "assignee_id", committed_world.manager.user_id),
        ("s3", "Sentiment corrected", "sentiment", "positive"),
    ):  # fmt: skip
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_selector(f"[data-toast] >> text={words}")
        page.wait_for_load_state("networkidle")
        assert getattr(Mention.objects.get(pk=one.pk), name) == value, keys
    page.keyboard.press("z")
    page.wait_for_selector("[data-toast] >> text=1 mention as before")
    assert Mention.objects.get(pk=one.pk).sentiment_by_id is None


def test_escape_leaves_every_field_and_gives_the_keys_back(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    page = page_as(committed_world.manager)
    page.goto("/mentions/")
    page.keyboard.press("j")
    page.wait_for_selector(f'[data-post="{made.mentions[0].pk}"]')
    for key, field in (("a", "assignee"), ("n", "id_text"), ("/", "")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.matches('input, select, textarea')"), key
        assert not field or page.evaluate("document.activeElement.id") == field
        if key == "n":
            page.keyboard.type("half a note")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.closest('[data-item]')?.id") == str(made.mentions[0].pk), key
    assert page.input_value("#id_text") == "half a note"
    page.keyboard.press("a")
    page.select_option("#assignee", index=1)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-toast] >> text=/Assigned|Yours now/")
    assert Mention.objects.get(pk=made.mentions[0].pk).assignee_id is not None


def test_a_phone_shows_the_list_then_the_post(committed_world: World, page_as: PageAs) -> None:
    made = small(committed_world)
    page = page_as(committed_world.manager, width=390)
    page.goto("/mentions/")
    assert not page.locator("#post").is_visible()
    page.click(f'[id="{made.mentions[0].pk}"] [data-open]')
    page.wait_for_url(f"**/mentions/{made.mentions[0].pk}/**")
    assert page.locator("#post").is_visible() and not page.locator("[data-inbox]").is_visible()
    page.click("#post .post-acts button:has-text('Done')")
    page.wait_for_selector("#post .post-acts >> text=Reopen")
    assert _status(made.mentions[0]) == "done"


def test_the_query_is_judged_while_it_is_typed(committed_world: World, page_as: PageAs) -> None:
    small(committed_world)
    page = page_as(committed_world.manager)
    page.goto("/brands/alder-coffee/queries/new/")
    page.fill("#id_text", 'glass OR "unclosed')
    page.wait_for_selector("#tried >> text=column 10")
    page.fill("#id_text", "shoppers")
    page.wait_for_selector("#tried mark", timeout=30_000)


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
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
    for path in paths[::3] if IN_CI else paths:
        page.goto(path)
        assert_accessible(page)

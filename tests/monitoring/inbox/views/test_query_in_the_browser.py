"""The query editor and the sifted inbox in a real browser: taps, undo, the test set, both widths, axe."""

import re

import pytest
from playwright.sync_api import expect

from monitoring.models import Query, QueryStar, SavedView
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.monitoring.scene import small
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_a_query_is_mended_completed_tested_and_saved_by_taps(
    committed_world: World, page_as: PageAs, width: int, dark: bool
) -> None:
    made = small(committed_world, 12)
    page = page_as(committed_world.analyst, width=width, dark=dark)
    page.set_default_timeout(30_000)
    page.goto(f"/brands/alder-coffee/queries/{made.query.pk}/")
    assert_accessible(page)
    text = page.locator("#id_text")
    page.fill("#id_text", "glass OR splinter\ntitel:recall OR shard")
    page.wait_for_selector("#tried .query-bad")
    assert page.inner_text("#tried .query-bad") == "titel:"
    page.click("#tried >> text=Show in the text")
    start, end = page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]")
    assert (start, end) == (18, 24)
    page.click("#tried >> text=Write title:")
    expect(text).to_have_value("glass OR splinter\ntitle:recall OR shard", timeout=30_000)
    page.wait_for_selector("#tried mark")
    page.click('#tried button[name="add"]')
    expect(text).to_have_value(re.compile('shard OR "Alder Coffee"$'), timeout=30_000)
    page.focus("#id_text")
    page.keyboard.press("Control+z")
    expect(text).to_have_value(re.compile("shard$"), timeout=30_000)
    page.fill("#id_text", "glass")
    page.wait_for_selector("#tried >> text=Finds posts that contain “glass”")
    page.click("#tried .mention >> nth=0 >> text=Must not match")
    page.wait_for_selector("#tests >> text=Must not match, and does")
    assert QueryStar.objects.get().must_match is False
    page.click("text=Save query")
    page.wait_for_selector("text=Save anyway")
    assert_accessible(page)
    page.click("text=Save anyway")
    page.wait_for_selector("text=Version 2")
    assert Query.objects.get().text == "glass"


@pytest.mark.parametrize(("width", "dark"), looks((1440, True), (390, False)))
def test_the_inbox_is_sifted_by_a_text_and_kept_as_a_view(
    committed_world: World, page_as: PageAs, width: int, dark: bool
) -> None:
    small(committed_world, 7)
    page = page_as(committed_world.analyst, width=width, dark=dark)
    page.set_default_timeout(30_000)
    page.goto("/mentions/")
    page.click("summary:has-text('Query text')")
    page.fill("#matching", "scherben")
    page.click(".inbox-text >> text=Show >> nth=-1")
    page.wait_for_selector("mark:has-text('Scherben')")
    assert page.locator("[data-inbox] .mention").count() == 1
    page.click("summary:has-text('Save view')")
    assert_accessible(page)
    page.fill("#view-name", "German")
    page.click(".inbox-text button:has-text('Save view')")
    page.wait_for_url("**/mentions/?view=**")
    assert SavedView.objects.get().text == "scherben"
    page.goto("/mentions/views/")
    assert_accessible(page)

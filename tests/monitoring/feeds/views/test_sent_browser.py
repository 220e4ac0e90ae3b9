"""A webhook in a browser: an example pasted, its fields pointed at, the source saved, its address and secret there to copy."""

from typing import Any

import pytest

from tests.browser import assert_accessible, chromium, page_as, site
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
ADD = "/brands/alder-coffee/sources/add/?platform=webhook"
EXAMPLE = '{"data": {"id": 7, "body": "Glass in the cold brew", "note": "From the shop", "user": {"name": "Ann"}, "stars": 2}}'


@pytest.mark.parametrize(("width", "dark"), looks((1440, False), (390, True), (1440, True), (390, False)))
def test_a_webhook_is_mapped_by_example_saved_and_given_a_secret(
    committed_world: World, page_as: Any, width: int, dark: bool
) -> None:
    page = page_as(committed_world.manager, width=width, dark=dark)
    page.goto(ADD)
    assert_accessible(page)
    page.get_by_label("Sender").fill("The shop")
    page.get_by_label("Kind", exact=True).select_option("bearer")
    page.get_by_label("Example of a delivery").fill(EXAMPLE)
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Fields of the example").wait_for()
    text = page.locator("[name=field-text]")
    assert text.input_value() == "/data/body"
    text.fill("/data/note")
    assert_accessible(page)
    page.get_by_role("button", name="Check again").click()
    page.locator(".row-text", has_text="From the shop").wait_for()
    page.get_by_role("button", name="Add source").click()
    page.get_by_text("Nothing has arrived yet.").first.wait_for()
    assert "/hooks/fbi_" in page.get_by_label("Address", exact=True).input_value()
    assert_accessible(page)
    page.get_by_role("button", name="Make a secret").click()
    page.get_by_text("Copy the secret now.").wait_for()
    assert len(page.get_by_label("Secret", exact=True).input_value()) > 40
    assert_accessible(page)
    page.get_by_role("link", name="I have it").click()
    page.get_by_role("button", name="New secret").wait_for()
    assert_accessible(page)

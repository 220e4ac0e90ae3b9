"""Private links in a real browser: made, copied, renewed and revoked on the profile."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import PrivateLink
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_a_link_is_made_shown_once_and_revoked(committed_world: World, page_as: PageAs, width: int, dark: bool) -> None:
    page = page_as(committed_world.manager, width=width, dark=dark)
    page.goto("/profile/")
    page.get_by_role("button", name=re.compile("Make a link.*Calendar")).click()
    address = page.get_by_label("Address").input_value()
    assert "/links/calendar/fbl_" in address
    assert_accessible(page)
    page.get_by_role("link", name="I have it").click()
    assert_accessible(page)
    assert address not in page.content()
    page.get_by_role("button", name=re.compile("Revoke.*Calendar")).click()
    expect(page.get_by_role("button", name=re.compile("Make a link.*Calendar"))).to_be_visible()
    assert PrivateLink.objects.get().revoked_at is not None


def test_the_changes_of_the_api_are_read_on_a_phone(committed_world: World, page_as: PageAs) -> None:
    page = page_as(committed_world.analyst, width=390, dark=True)
    page.goto("/settings/api/")
    expect(page.get_by_role("heading", name="What we promise")).to_be_visible()
    assert_accessible(page)

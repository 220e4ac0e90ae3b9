"""Logging in and leaving as a person does: the real forms, two hosts, and a browser that holds the Content-Security-Policy."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, expect

from tests.browser import chromium, site
from tests.world import World

__all__ = ["chromium", "site"]
pytestmark = pytest.mark.browser


@pytest.fixture
def hosts(site: int, settings: Any) -> int:
    """The settings speak of the port the test's server has."""
    old = settings.PORT_SUFFIX
    settings.PORT_SUFFIX, settings.PLATFORM_ORIGIN = f":{site}", f"http://localhost:{site}"
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    moved = {**directives, "form-action": [source.replace(old, f":{site}") for source in directives["form-action"]]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": moved}
    return site


def test_a_person_logs_in_on_the_platform_lands_in_the_agency_and_leaves(
    committed_world: World, hosts: int, chromium: Browser
) -> None:
    ines = committed_world.manager.user
    EmailAddress.objects.create(user=ines, email=ines.email, verified=True, primary=True)
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"http://north.localhost:{hosts}/brands/")
    page.fill("input[name=login]", ines.email)
    page.fill("input[name=password]", "correct horse battery")
    page.click("button[type=submit]")
    page.wait_for_url(f"http://north.localhost:{hosts}/brands/")
    expect(page.locator("h1")).to_contain_text("Brands")
    page.evaluate("document.querySelector('form[action=\"/leave/\"]').submit()")
    page.wait_for_url(f"http://localhost:{hosts}/accounts/logout/")
    page.click("button[type=submit]")
    page.goto(f"http://north.localhost:{hosts}/brands/")
    expect(page.locator("input[name=login]")).to_be_visible()
    page.context.close()

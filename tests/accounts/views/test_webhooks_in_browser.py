"""In a real browser: a webhook is added, tested, paused, and its log read, on a phone and at a desk."""

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.notifications.models import Delivery, DeliveryAttempt, WebhookEndpoint
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]


def _shot(page: Any, name: str) -> None:
    folder = os.environ.get("FIREBREAK_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_a_webhook_is_added_tested_and_paused_by_hand(
    committed_world: World, page_as: PageAs, width: int, dark: bool
) -> None:
    page = page_as(committed_world.owner, width=width, dark=dark)
    page.goto("/settings/webhooks/new/")
    page.get_by_role("textbox", name="Address").fill("https://93.184.215.14/hook")
    page.get_by_role("textbox", name="Name").fill("The chat room")
    page.get_by_text("Choose events").click()
    page.get_by_label("Incident", exact=True).check()
    page.get_by_label("Alder Coffee").check()
    assert_accessible(page)
    _shot(page, f"webhook-new-{width}")
    page.get_by_role("button", name="Add the webhook").click()
    assert page.locator("#secret").input_value().startswith("whsec_")
    page.get_by_role("link", name="I have it").click()
    expect(page.get_by_text("Incident; of Alder Coffee")).to_be_visible()
    _shot(page, f"webhooks-{width}")
    committed_world.enter()
    row = WebhookEndpoint.objects.get()
    page.get_by_role("link", name="The chat room").click()
    page.get_by_role("button", name="Send a test message").click()
    expect(page.locator(".toast-text", has_text="A test message is on its way")).to_be_visible()
    sent = Delivery.objects.get(target=str(row.pk))
    DeliveryAttempt.objects.create(
        delivery=sent, at=sent.created_at, ok=False, detail="The address answered 500.", status=500, body="oh no"
    )
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused since")).to_be_visible()
    page.get_by_text("1 try").click()
    expect(page.get_by_text("oh no")).to_be_visible()
    assert_accessible(page)
    _shot(page, f"webhook-{width}")
    page.get_by_role("button", name="Reactivate from now on").click()
    expect(page.get_by_text("Nothing sent yet").first).to_be_visible()

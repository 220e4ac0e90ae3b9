"""A session that ends while somebody types: nothing is lost, and the log-in leads back to the same place."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import PageAs, chromium, page_as, site  # noqa: F401
from tests.incidents import scene
from tests.world import World


def test_a_form_sent_without_a_session_leads_back_to_its_page(world: World) -> None:
    answer = Client(HTTP_HOST="north.localhost").post(
        "/incidents/1/severity/", {"severity": 1}, HTTP_REFERER="http://north.localhost/incidents/1/?tab=tasks"
    )
    [back] = parse_qs(urlsplit(answer["Location"]).query)["next"]
    assert (answer.status_code, back) == (302, "/incidents/1/?tab=tasks#typed")


@pytest.mark.parametrize("before", ["", "http://evil.example/incidents/1/", "http://north.localhost.evil.example/x"])
def test_it_never_leads_back_to_another_host(world: World, before: str) -> None:
    answer = Client(HTTP_HOST="north.localhost").post("/incidents/1/severity/", {}, HTTP_REFERER=before)
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == ["/#typed"]


@pytest.mark.parametrize("header", [{"HTTP_HX_REQUEST": "true"}, {"HTTP_X_AUTOSAVE": "true"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_a_script_asks_for_is_told_to_log_in(world: World, header: dict[str, str], method: str) -> None:
    """A redirect to the other host would be refused by the page's policy and look like a lost connection."""
    answer = getattr(Client(HTTP_HOST="north.localhost"), method)("/incidents/1/notes/", **header)
    assert answer.status_code == 401


def _log_in(page: Page, world: World, member: Any) -> None:
    cookie = world.browser(member).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "domain": "north.localhost", "path": "/"}]
    )


def _send_without_a_session(page: Page, label: str) -> None:
    """Sends the form with this field, the log-in being over. Nobody answers on the platform's host; the way there counts."""
    Session.objects.all().delete()
    with page.expect_event("requestfailed", lambda request: "/handoff/" in request.url):
        page.locator("form", has=page.get_by_label(label)).locator("button[type=submit]").last.click()
    page.wait_for_url(lambda url: url.startswith("chrome-error:"))


@pytest.mark.browser
def test_a_page_of_its_own_has_the_words_again_after_the_log_in(
    committed_world: World,
    page_as: PageAs,  # noqa: F811
) -> None:
    incident = scene.opened(committed_world, now=timezone.now())
    page = page_as(committed_world.manager)
    page.goto(f"/incidents/{incident.number}/severity/")
    page.get_by_label("Reason").fill("Two more people hurt, one of them a child")
    page.locator("input[name=severity]").first.check(force=True)
    origin = page.url.split("/incidents/")[0]
    _send_without_a_session(page, "Reason")
    _log_in(page, committed_world, committed_world.manager)
    page.goto(f"{origin}/incidents/{incident.number}/severity/#typed")
    expect(page.get_by_label("Reason")).to_have_value("Two more people hurt, one of them a child")
    expect(page.locator(".toast-text", has_text="What you typed is back")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Reason")).to_have_value("")


@pytest.mark.browser
def test_boxes_of_one_name_come_back_as_each_was_ticked(
    committed_world: World,
    page_as: PageAs,  # noqa: F811
) -> None:
    page = page_as(committed_world.owner)
    page.goto("/settings/keys/new/")
    page.get_by_label("Name").fill("Reports")
    for scope in ("read", "triage"):
        page.locator(f"input[name=scopes][value={scope}]").check(force=True)
    origin = page.url.split("/settings/")[0]
    _send_without_a_session(page, "Name")
    _log_in(page, committed_world, committed_world.owner)
    page.goto(f"{origin}/settings/keys/new/#typed")
    expect(page.get_by_label("Name")).to_have_value("Reports")
    ticked = page.evaluate("[...document.querySelectorAll('input[name=scopes]:checked')].map((one) => one.value)")
    assert sorted(ticked) == ["read", "triage"]


@pytest.mark.browser
def test_a_note_sent_in_the_background_says_that_one_is_logged_out_and_keeps_its_words(
    committed_world: World,
    page_as: PageAs,  # noqa: F811
) -> None:
    incident = scene.opened(committed_world, now=timezone.now())
    page = page_as(committed_world.manager)
    page.goto(f"/incidents/{incident.number}/")
    page.locator("#note-text").fill("Rang the shop: they stop selling it")
    Session.objects.all().delete()
    page.get_by_role("button", name="Add note").click()
    dialog = page.get_by_role("dialog", name="You are logged out")
    expect(dialog).to_be_visible()
    link = dialog.get_by_role("link", name="Log in")
    assert "typed" in (link.get_attribute("href") or "")
    _log_in(page, committed_world, committed_world.manager)
    link.click()
    expect(page.locator("#note-text")).to_have_value("Rang the shop: they stop selling it")

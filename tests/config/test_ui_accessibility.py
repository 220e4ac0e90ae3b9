"""Every component in every state: axe finds nothing in both themes, and nothing scrolls sideways down to 320 px."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.config.ui_browser import chromium, page, page_html, server
from tests.config.ui_samples import gallery
from tests.config.ui_server import UiServer
from tests.sampling import IN_CI

__all__ = ["chromium", "page", "server"]
pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.fixture(autouse=True)
def _gallery(server: UiServer) -> None:
    with timezone.override("Europe/Berlin"):
        html = render_to_string("components/gallery.html", gallery() | {"csrf_token": "t" * 32})
        login = render_to_string("auth.html", {})
        public = render_to_string("public.html", {"brand_name": "Alder Coffee", "published_by": "Alder Coffee"})
        missing = render_to_string("404.html", {"reference": "7f3a-19"})
    server.pages.update(
        {"/": lambda _: html, "/login/": lambda _: login, "/public/": lambda _: public, "/404/": lambda _: missing}
    )


LOOKS = [(1440, "light"), (390, "dark"), (320, "light"), (1440, "dark"), (768, "light"), (390, "light")]


@pytest.mark.parametrize(("width", "theme"), LOOKS[:3] if IN_CI else LOOKS)
def test_the_gallery_is_clean_and_never_wider_than_the_screen(page: Page, width: int, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    expect(page.locator("canvas[data-drawn]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_a_field_for_long_text_begins_taller_than_a_line(page: Page, server: UiServer) -> None:
    field = '<div class="field"><label for="a">Why</label><textarea id="a" rows="1"></textarea></div>'
    server.pages["/long-text/"] = lambda _: page_html(field)
    page.goto("/long-text/")
    assert page.locator("#a").bounding_box()["height"] >= 80  # type: ignore[index]


@pytest.mark.parametrize("path", ["/login/", "/404/"])
def test_the_bare_frames_have_no_barrier_but_their_missing_heading(page: Page, path: str) -> None:
    page.goto(path)
    assert [one for one in violations(page) if not one.startswith("page-has-heading-one")] == []


def test_a_public_page_reads_without_scripts(chromium: Browser, server: UiServer) -> None:
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    bare = context.new_page()
    bare.goto("/public/")
    assert bare.locator(".public-name").inner_text() == "Alder Coffee"
    context.close()


def test_an_open_dialog_and_the_phones_sheet_are_clean(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    page.locator(".bottom-tabs button").click()
    assert page.locator("#more").is_visible()
    assert violations(page) == []


def test_text_twice_as_large_still_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_small_controls_on_a_phone_are_44_px_high(page: Page, server: UiServer) -> None:
    source = '{% button "Assign" type="button" %}<label class="choice"><input type="checkbox">Done</label>{% include "components/tabs.html" with tabs=tabs %}'
    html = page_html(source, tabs=[{"label": "All", "url": "#a", "current": True}])
    server.pages["/targets/"] = lambda _: html
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/targets/")
    for selector in ("main .button", "main .choice", "main .tabs a", ".bottom-tabs .nav-link", ".deadline", ".crumbs"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None and box["height"] >= 44, selector


def test_focus_is_not_hidden_under_the_bars(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/")
    page.evaluate("document.activeElement.blur()")
    hidden = page.evaluate(
        """() => {
          const bad = [];
          for (const node of document.querySelectorAll('main :is(a, button, input, select, textarea)')) {
            if (!node.checkVisibility() || node.closest('.act-bar, dialog') || node.getAttribute('type') === 'hidden') continue;
            node.focus();
            const box = node.getBoundingClientRect(), middle = box.top + box.height / 2;
            const top = document.querySelector('.top').getBoundingClientRect().bottom;
            const bottom = document.querySelector('.bottom-tabs').getBoundingClientRect().top;
            if (middle < top || middle > bottom) bad.push(node.outerHTML.slice(0, 80));
          }
          return bad;
        }"""
    )
    assert hidden == []

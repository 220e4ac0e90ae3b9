"""The real product in a real browser: a server thread on the committed world, a page per person, axe.

In a test module: `from tests.browser import chromium, page_as, site` (the fixtures) and `assert_accessible`.

    def test_…(committed_world, page_as):
        page = page_as(committed_world.manager, width=390, dark=True)
        page.goto("/plans/")
        assert_accessible(page)

Addresses are relative to the agency's host (http://north.localhost:PORT), which Chromium resolves to loopback itself. An error
of a script, or code that the Content-Security-Policy refused, fails the test when it ends.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.world import World

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
HEIGHTS = {390: 844}
# What must come is waited for as long as a busy machine may need; what never comes fails all the same.
expect.set_options(timeout=30_000)
PageAs = Callable[..., Page]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a test's output is its own."""


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no error."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one per module; without it these tests are skipped and say so."""
    if not CHROMIUM.exists():
        if os.environ.get("FIREBREAK_IN_CI"):
            pytest.fail("CI runs the browser tests: install Debian's Chromium")
        pytest.skip("Debian's Chromium is not at /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def site(committed_world: World) -> Iterator[int]:
    """The product's pages and API over the committed world. Gives the port; every agency has its own host on it."""
    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page_as(chromium: Browser, site: int, committed_world: World) -> Iterator[PageAs]:
    """`page_as(member, width=1440, dark=False)`: a page on the member's agency's host, logged in as that member."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(member: Any, width: int = 1440, dark: bool = False) -> Page:
        origin = f"http://{member.agency.slug}.localhost:{site}"
        context = chromium.new_context(
            base_url=origin,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        cookie = committed_world.browser(member).cookies[settings.SESSION_COOKIE_NAME]
        # No event process stands beside a test's server: the stream stays asked for, and the page does not say it is offline.
        # (Not by a route: where addresses are intercepted, a browser keeps no style sheet for the next page.)
        context.add_init_script(
            "window.RealEventSource = window.EventSource; window.EventSource = class extends EventTarget { close() {} };"
        )
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": origin}])
        page = context.new_page()
        page.set_default_timeout(20000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds: rule and element. `contrast`: with the contrast of every text, which takes the most of its time."""
    # What passed is some 300 KB a page, and half of the time to carry here.
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if not contrast:
        options["rules"] = {"color-contrast": {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def assert_accessible(page: Page) -> None:
    """No barrier that axe knows, and nothing wider than the screen."""
    found = violations(page)
    assert not found, "\n".join(found)
    viewport = page.viewport_size
    assert viewport is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

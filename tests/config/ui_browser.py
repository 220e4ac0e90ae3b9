"""A Chromium, the loopback server and a page per test. Import the fixtures where they are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from tests.config.ui_samples import frame
from tests.config.ui_server import CHROMIUM, CHROMIUM_ARGS, UiServer


def page_html(content: str, **context: Any) -> str:
    """A page of the agency's frame with `content` as its template source, times in Berlin."""
    source = '{% extends "base.html" %}{% load ui %}{% block content %}' + content + "{% endblock %}"
    with timezone.override("Europe/Berlin"):
        return Template(source).render(Context(frame() | {"csrf_token": "t" * 32} | context))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests are skipped and say so."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not at /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def server() -> Iterator[UiServer]:
    """A server of this test's own: a form that an earlier test's page sent late reaches nobody here."""
    one = UiServer()
    yield one
    one.close()


@pytest.fixture
def page(chromium: Browser, server: UiServer) -> Iterator[Page]:
    """A fresh page at 1280 px. An error on its console or a refused inline script fails the test."""
    context = chromium.new_context(
        base_url=server.address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    one = context.new_page()
    one.set_default_timeout(8000)
    errors: list[str] = []
    one.on("pageerror", lambda error: errors.append(str(error)))
    one.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    yield one
    context.close()
    server.cut()
    assert errors == []

"""The room in a real browser on the real web and event process: what others do arrives, moves nothing, and survives a restart."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, TimeoutError, expect

from accounts.services.api_keys import make_key
from config import embedded
from incidents.services import opening, timeline
from tests.browser import chromium
from tests.world import World

__all__ = ["chromium"]
PROJECT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


class Web:
    """`manage.py listen --pages` on this test's database and a Valkey of its own; it can be killed and started again."""

    def __init__(self, cache_url: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "DATABASE_OWNER_URL": _address(),
            "FIREBREAK_CACHE_URL": cache_url,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers."""
        words = [sys.executable, "manage.py", "listen", "--pages", "--port", str(self.port)]
        self.process = subprocess.Popen(words, cwd=PROJECT, env=self.environ, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 90
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < deadline, "the web process does not come up"

    def _answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/healthz", headers={"Host": "localhost"})
            return asked.getresponse().status == 200
        return False

    def kill(self) -> None:
        """As the kernel does it: without a word."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(30)


def _address() -> str:
    here = {name: str(connection.settings_dict[name] or "") for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    who = quote(here["USER"]) + (f":{quote(here['PASSWORD'])}" if here["PASSWORD"] else "")
    if here["HOST"].startswith("/"):
        return f"postgresql://{who}@/{here['NAME']}?host={here['HOST']}"
    return f"postgresql://{who}@{here['HOST']}:{here['PORT'] or 5432}/{here['NAME']}"


@pytest.fixture
def web(committed_world: World, settings: Any) -> Iterator[Web]:
    """Running."""
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    settings.CACHE_URL = embedded.ensure_broker(folder).cache_url()
    web = Web(settings.CACHE_URL)
    try:
        web.start()
        yield web
    finally:
        web.kill()
        embedded.stop_broker(folder)
        shutil.rmtree(folder)


@pytest.fixture
def incident(committed_world: World) -> Any:
    """With a record longer than the screen."""
    committed_world.enter()
    now = timezone.now()
    start = opening.Opening(
        brand=committed_world.alder, title="Glass in a jar", severity=2, reason="People may be hurt"
    )
    made = opening.open_incident(member=committed_world.manager, opening=start, now=now)
    for number in range(25):
        at = now + timedelta(milliseconds=number)
        timeline.note(
            member=committed_world.analyst, incident=made, text=f"Finding {number}", visibility="internal", now=at
        )
    return made


@pytest.fixture
def room(chromium: Any, web: Web, committed_world: World, incident: Any) -> Iterator[Page]:
    """The manager's room, its stream open; `window.loaded` is lost with a reload."""
    origin = f"http://north.localhost:{web.port}"
    context = chromium.new_context(base_url=origin, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    cookie = committed_world.browser(committed_world.manager).cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": origin}])
    page = context.new_page()
    page.set_default_timeout(30_000)
    with page.expect_response(lambda answer: "/events/" in answer.url) as stream:
        page.goto(f"/incidents/{incident.number}/")
    assert stream.value.status == 200
    page.evaluate("window.loaded = true")
    yield page
    context.close()


class Colleague:
    """Another member, by the API."""

    def __init__(self, world: World, web: Web, incident: Any) -> None:
        world.enter()
        _, key = make_key(world.owner, name="A program", scopes=["incidents", "read"], days=1, now=timezone.now())
        headers = {"Host": f"north.localhost:{web.port}", "Authorization": f"Bearer {key}"}
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{web.port}/api/v1/", headers=headers, timeout=60, trust_env=False
        )
        self.incident = str(incident.pk)

    def note(self, text: str) -> None:
        self.http.post(f"incidents/{self.incident}/note/", json={"text": text}).raise_for_status()

    def task(self, title: str) -> None:
        body = {"incident": self.incident, "title": title, "due_minutes": 20}
        self.http.post("tasks/", json=body).raise_for_status()


def test_what_others_do_arrives_without_a_reload_and_moves_nothing_that_is_read(
    room: Page, web: Web, committed_world: World, incident: Any
) -> None:
    colleague = Colleague(committed_world, web, incident)
    first = room.locator("#entries > li").first
    colleague.note("The plant stopped the line")
    expect(first).to_contain_text("The plant stopped the line")

    read = room.locator("#entries > li", has_text="Finding 9")
    read.scroll_into_view_if_needed()
    room.locator(".room-scroll").evaluate("(box) => { box.scrollTop += 40; }")
    before = read.bounding_box()
    colleague.task("Ring the wholesaler")
    colleague.note("Two shops have cleared the shelf")
    expect(room.locator(".room-tasks")).to_contain_text("Ring the wholesaler")
    pill = room.get_by_role("button", name="2 new entries")
    expect(pill).to_be_visible()
    assert read.bounding_box() == before
    expect(first).to_contain_text("The plant stopped the line")
    pill.click()
    expect(first).to_contain_text("Two shops have cleared the shelf")
    assert room.evaluate("window.loaded")


def test_what_came_while_the_process_was_dead_is_replayed_once(
    room: Page, web: Web, committed_world: World, incident: Any
) -> None:
    colleague = Colleague(committed_world, web, incident)
    colleague.note("Before")
    expect(room.locator("#entries > li").first).to_contain_text("Before")
    web.kill()
    committed_world.enter()
    for text in ("While it was dead", "And once more"):
        now = timezone.now()
        timeline.note(member=committed_world.analyst, incident=incident, text=text, visibility="internal", now=now)
    expect(room.locator("[data-offline-since]", has_text="Not live since")).to_be_visible(timeout=30_000)
    web.start()
    with suppress(TimeoutError):  # it may have found the way back by itself
        room.get_by_role("button", name="Try now").click(timeout=2000)
    expect(room.locator("#entries > li").first).to_contain_text("And once more", timeout=60_000)
    assert room.locator("#entries > li", has_text="While it was dead").count() == 1
    assert room.locator("#entries > li", has_text="Before").count() == 1
    assert room.evaluate("window.loaded")

"""Every page in a real browser: no barrier axe knows, nothing wider than the screen, every control reached by Tab and seen there.

    FIREBREAK_SHOTS=pictures pytest -n 0 tests/config/test_every_page.py

does the same at both widths and in both themes, and leaves a picture of each page in a folder for people's eyes.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts.admin import agency_site, platform_site
from accounts.notifications.services.notifying import acknowledge_token
from accounts.services import agencies
from accounts.services.second_factor import METHODS_KEY
from incidents.speaking.services.approval_links import approval_link
from tests.browser import HEIGHTS, chromium, page_as, site, violations
from tests.everything import make_everything
from tests.routes import address, rows
from tests.sampling import IN_CI, sample
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
SHOTS = os.environ.get("FIREBREAK_SHOTS", "")
NARROW = (390, True)
# The others are walked where pictures are asked for; their colours and columns have tests of their own.
LOOKS = [NARROW, *([(390, False), (1440, False), (1440, True)] if SHOTS else [])]
# Answers that are no pages: the door's redirects, files, scripts.
NO_PAGES = re.compile(
    r"^(api/|events/|enter|leave|healthz|readyz|status$|metrics|handoff|sw\.js|.*manifest|mentions/exports/.*/file)"
)
SCRIPT = re.compile(rb'<script[^>]*\ssrc="([^"]+)"')
MOST_STOPS = 400
OpenPage = Callable[..., tuple[Page, Client]]
# What Tab must come to: of radio buttons one of each name, of a closed part nothing.
WANTED = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
  const radios = new Set();
  window.stops = all.filter((one) => {
    if (one.tabIndex < 0 || one.disabled || one.type === 'hidden' || one.closest('[inert]')) return false;
    if (!one.checkVisibility({ checkVisibilityCSS: true })) return false;
    if (one.type !== 'radio') return true;
    const group = (one.form ? one.form.action : '') + one.name;
    return radios.has(group) ? false : radios.add(group);
  });
  window.reached = new Set();
  window.unseen = [];
  return window.stops.length;
}"""
ARRIVED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const name = one.outerHTML.slice(0, 120);
  const key = one.type === 'radio' ? (one.form ? one.form.action : '') + one.name : one;
  // A field of a date has several stops of its own.
  const again = window.reached.has(key) && key !== window.last;
  window.reached.add(key);
  window.last = key;
  // It may be drawn around the row, the label or the switch beside it.
  const drawn = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  let seen = [one, one.closest('label'), one.nextElementSibling].filter(Boolean).some((part) =>
    drawn(getComputedStyle(part)) || drawn(getComputedStyle(part, '::after')) || getComputedStyle(part).boxShadow !== 'none');
  for (let above = one.parentElement; above && !seen; above = above.parentElement) seen = drawn(getComputedStyle(above));
  if (!seen) window.unseen.push(name);
  return again ? 'again' : 'new';
}"""
MISSED = """() => window.stops
  .filter((one) => !window.reached.has(one.type === 'radio' ? (one.form ? one.form.action : '') + one.name : one))
  .map((one) => one.outerHTML.slice(0, 120))"""


STICKS_OUT = """(width) => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > width + 1).map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)"""


class Walk:
    """Goes to pages and notes what is wrong with them."""

    def __init__(self, page: Page, client: Client, look: tuple[int, bool], name: str) -> None:
        self.page, self.client, self.look, self.name = page, client, look, name
        self.wrong: list[str] = []
        self.seen = 0
        self.drawn: set[str | None] = set()

    def go(self, url: str, status: int = 200, *, ours: bool = True) -> None:
        """Looks at a page. What takes no GET, is a file or only a part of a page, is none. `ours`: our own templates.

        Of ours that one template draws, the first is looked at, unless pictures of all are asked for.
        """
        answer = self.client.get(url)
        if answer.status_code == 405 or b"<html" not in getattr(answer, "content", b""):
            return
        self._expect(answer.status_code == status, url, f"answered {answer.status_code}")
        scripts = SCRIPT.findall(answer.content) if ours else []
        self._expect(len(scripts) == len(set(scripts)), url, f"a script twice among {scripts}")
        drawn_by = answer.templates[0].name
        if not SHOTS and ours and drawn_by in self.drawn:
            self.seen += 1
            return
        self.drawn.add(drawn_by)
        self.page.goto(url)
        self.look_at(url, ours=ours)

    def look_at(self, url: str, *, ours: bool = True) -> None:
        """Notes what is wrong with the page that is shown; `url` names it."""
        self.seen += 1
        self.page.wait_for_load_state("load")  # before its styles are there, a page has another width
        if SHOTS:
            self._picture(url)
        self._fits(url)
        self._expect(self.page.title().strip() != "", url, "no title")
        if not ours:
            return
        self._expect(self.page.locator("h1").count() == 1, url, f"{self.page.locator('h1').count()} headings h1")
        # In CI the contrast is that of the gallery and of the rooms' own tests.
        self.wrong += [f"{url}: {found}" for found in violations(self.page, contrast=not IN_CI)]
        if self.look == NARROW:  # the same controls in the same order in every look
            self._tab(url)

    def _fits(self, url: str) -> None:
        width = self.look[0]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.wrong.append(f"{url}: {wide} px wide on {width}: {self.page.evaluate(STICKS_OUT, width)}")

    def _tab(self, url: str) -> None:
        self.page.evaluate("document.activeElement && document.activeElement.blur()")
        self.page.evaluate(WANTED)
        outside = 0
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            came = self.page.evaluate(ARRIVED)
            outside += came != "new"
            if came == "again" or outside > 1:
                break
        self.wrong += [f"{url}: Tab does not come to {one}" for one in self.page.evaluate(MISSED)]
        self.wrong += [f"{url}: no focus is seen on {one}" for one in self.page.evaluate("window.unseen")]

    def _picture(self, url: str) -> None:
        width, dark = self.look
        path = re.sub(r"^https?://[^/]+", "", url).split("?")[0]
        stem = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path).strip("/").replace("/", "_") or "home"
        folder = Path(SHOTS) / f"{width}-{'dark' if dark else 'light'}"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.name}-{stem}.jpg", type="jpeg", quality=60, full_page=True)

    def _expect(self, holds: bool, url: str, what: str) -> None:
        if not holds:
            self.wrong.append(f"{url}: {what}")

    def nothing_wrong(self, at_least: int) -> None:
        """The end of a walk, which is no walk where it met too few pages."""
        assert not self.wrong, f"{len(self.wrong)} faults:\n" + "\n".join(self.wrong)
        assert self.seen >= at_least


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{'dark' if look[1] else 'light'}")
def look(request: Any) -> tuple[int, bool]:
    """Width in pixels, and whether the theme is dark."""
    found: tuple[int, bool] = request.param
    return found


@pytest.fixture
def platform_page(chromium: Browser, site: int, look: tuple[int, bool], settings: Any) -> Iterator[OpenPage]:
    """`platform_page(user)`: a page on the platform's host and a client that is the same person; without a user, nobody."""
    contexts: list[Any] = []
    settings.PORT_SUFFIX, settings.PLATFORM_ORIGIN = f":{site}", f"http://localhost:{site}"

    def opened(user: Any = None) -> tuple[Page, Client]:
        origin = f"http://localhost:{site}"
        context = chromium.new_context(
            base_url=origin,
            viewport={"width": look[0], "height": HEIGHTS.get(look[0], 900)},
            color_scheme="dark" if look[1] else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        client = Client(HTTP_HOST="localhost")
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            now = time.time()
            session[METHODS_KEY] = [{"method": "password", "at": now}, {"method": "mfa", "type": "totp", "at": now}]
            session.save()
            name = configured.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": origin}])
        return context.new_page(), client

    yield opened
    for context in contexts:
        context.close()


def test_every_page_of_an_agency(committed_world: World, page_as: Any, look: tuple[int, bool]) -> None:
    everything = make_everything(committed_world)
    owner = committed_world.owner
    everything["export"].user = owner.user
    everything["export"].save(update_fields=["user"])
    page = page_as(owner, width=look[0], dark=look[1])
    walk = Walk(page, committed_world.browser(owner), look, "agency")
    pages = [row for row in rows() if row.host == "agency" and row.method == "GET" and not NO_PAGES.match(row.path)]
    pages = sample(pages, one_in=4, seed="every page")
    addresses = [address(row, everything) for row in pages if not row.path.startswith(("hooks/", "links/"))]
    for url in addresses + _links(everything):
        # Nobody asked the owner about this text; the page itself is the one behind the letter's link.
        walk.go(url, 404 if re.search(r"answers/[^/]+/approve/$", url) else 200)
    walk.go("/api/v1/docs/", ours=False)
    walk.nothing_wrong(at_least=15 if IN_CI else 85)


def _links(everything: Any) -> list[str]:
    """The links that letters carry."""
    approval = urlsplit(approval_link(everything["approval"])).path
    return [f"/links/acknowledge/{acknowledge_token(everything['notification'])}/", approval]


def test_the_pages_that_refuse(committed_world: World, page_as: Any, look: tuple[int, bool]) -> None:
    analyst = committed_world.analyst
    page = page_as(analyst, width=look[0], dark=look[1])
    walk = Walk(page, committed_world.browser(analyst), look, "refusing")
    walk.go("/nothing-here/", 404)
    walk.go(f"/brands/{committed_world.lumen.slug}/", 404)
    walk.go("/settings/keys/", 403)
    walk.nothing_wrong(at_least=3)


def test_the_pages_of_a_client(committed_world: World, page_as: Any, look: tuple[int, bool]) -> None:
    make_everything(committed_world)
    clara = committed_world.client
    page = page_as(clara, width=look[0], dark=look[1])
    walk = Walk(page, committed_world.browser(clara), look, "client")
    for url in ("/", "/incidents/", "/incidents/1/", "/notifications/", "/notifications/choices/", "/profile/"):
        walk.go(url)
    walk.nothing_wrong(at_least=6)


def test_what_a_press_brings(committed_world: World, page_as: Any, look: tuple[int, bool]) -> None:
    owner = committed_world.owner
    page = page_as(owner, width=look[0], dark=look[1])
    walk = Walk(page, committed_world.browser(owner), look, "press")
    page.goto("/settings/keys/new/")
    page.get_by_label("Name").fill("The newsroom")
    page.locator("input[name=scopes]").first.check()
    page.get_by_role("button", name="Create the key").click()
    expect(page.locator("h1")).to_contain_text("Your new key")
    walk.look_at("/settings/keys/made/")
    page.get_by_role("link", name="I have it").click()
    page.goto("/brands/new/")
    page.get_by_label("Brand's name").fill(committed_world.alder.name)
    page.get_by_role("button", name="Add the brand").click()
    expect(page.locator(".error-summary, [aria-invalid=true]").first).to_be_visible()
    walk.look_at("/brands/new/refused/")
    page.goto("/settings/agency/")
    agencies.suspend(committed_world.north, by=None, reason="Unpaid since May.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("body")).to_contain_text("Unpaid since May.")
    walk.look_at("/settings/agency/suspended/")
    page.goto("/")
    walk.look_at("/home/suspended/")
    walk.nothing_wrong(at_least=4)


def _admin(walk: Walk, site: Any) -> None:
    """Lists, empty forms and the first row's form of an admin, where it has them.

    They are drawn alike: where no pictures are asked for, those of incidents and of the platform's own tables stand for all.
    """
    walk.go("/admin/", ours=False)
    for model in site._registry:
        if not SHOTS and model._meta.app_label not in ("incidents", "accounts"):
            continue
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        first = model._default_manager.first()
        if SHOTS:
            walk.go(place, ours=False)
        if walk.client.get(f"{place}add/").status_code != 403:  # else made by their own services only
            walk.go(f"{place}add/", ours=False)
        if first:
            walk.go(f"{place}{first.pk}/change/", ours=False)


def test_every_page_of_an_agencys_admin(committed_world: World, page_as: Any, look: tuple[int, bool]) -> None:
    make_everything(committed_world)
    owner = committed_world.owner
    page = page_as(owner, width=look[0], dark=look[1])
    walk = Walk(page, committed_world.browser(owner), look, "admin")
    _admin(walk, agency_site)
    walk.nothing_wrong(at_least=10)


def test_every_page_of_the_platform_for_whoever_comes(
    committed_world: World, platform_page: OpenPage, look: tuple[int, bool]
) -> None:
    make_everything(committed_world)
    ines = committed_world.manager.user
    address = EmailAddress.objects.create(user=ines, email=ines.email, verified=False, primary=True)
    reset = f"{user_pk_to_url_str(ines)}-{default_token_generator.make_token(ines)}"
    walk = Walk(*platform_page(), look, "nobody")
    for path in ("", "signup/", f"signup/{committed_world.north.pk}/", "invitations/the-token/", "accounts/login/",
                 "accounts/signup/", "accounts/inactive/", "accounts/confirm-email/", "accounts/confirm-email/old/",
                 f"accounts/confirm-email/{EmailConfirmationHMAC(address).key}/", "accounts/password/reset/",
                 "accounts/password/reset/done/", "accounts/password/reset/key/0-x/",
                 "accounts/password/reset/key/done/"):  # fmt: skip
        walk.go(f"/{path}")
    walk.client.get(f"/accounts/password/reset/key/{reset}/")  # notes the token, then leads to a plain address
    walk.page.goto(f"/accounts/password/reset/key/{reset}/")
    walk.go(f"/accounts/password/reset/key/{user_pk_to_url_str(ines)}-set-password/")
    walk.go("/nothing/", 404)
    walk.go("/invitations/nothing/", 404)
    walk.nothing_wrong(at_least=16)


def test_every_page_of_the_platform_for_a_person(
    committed_world: World, platform_page: OpenPage, look: tuple[int, bool]
) -> None:
    ines = committed_world.manager.user
    EmailAddress.objects.create(user=ines, email=ines.email, verified=True, primary=True)
    page, client = platform_page(ines)
    walk = Walk(page, client, look, "person")
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    for path in ("", "accounts/email/", "accounts/password/change/", "accounts/2fa/", "accounts/2fa/totp/activate/",
                 "accounts/logout/"):  # fmt: skip
        walk.go(f"/{path}")
    TOTP.activate(ines, generate_totp_secret())
    RecoveryCodes.activate(ines)
    for path in ("accounts/2fa/", "accounts/2fa/totp/deactivate/", "accounts/2fa/recovery-codes/",
                 "accounts/2fa/recovery-codes/generate/", "accounts/reauthenticate/",
                 "accounts/2fa/reauthenticate/"):  # fmt: skip
        walk.go(f"/{path}")
    walk.nothing_wrong(at_least=12)


def test_every_page_of_the_platforms_admin(
    committed_world: World, platform_page: OpenPage, look: tuple[int, bool]
) -> None:
    make_everything(committed_world)
    page, client = platform_page(committed_world.operator)
    walk = Walk(page, client, look, "operator")
    _admin(walk, platform_site)
    walk.nothing_wrong(at_least=5)

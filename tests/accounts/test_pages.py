"""What every page view shares, and the pages of accounts in a real browser."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from playwright.sync_api import Page

from accounts.errors import Forbidden
from accounts.notifications.models import Notification
from accounts.notifications.services import notifying
from accounts.notifications.services.subjects import Subject
from accounts.pages import page, show
from tests.browser import PageAs, assert_accessible, chromium, page_as, site  # noqa: F401  # fixtures
from tests.happened import happened
from tests.sampling import looks
from tests.world import World


def test_a_page_names_its_capability_and_refuses_those_without(world: World) -> None:
    view = page("agency.settings")(lambda request: HttpResponse("in"))
    assert view.capability == "agency.settings"  # type: ignore[attr-defined]
    request = RequestFactory().get("/")
    request.member = world.owner  # type: ignore[attr-defined]
    assert view(request).content == b"in"
    for nobody in (world.manager, world.deactivated, None):
        request.member = nobody  # type: ignore[attr-defined]
        with pytest.raises(Forbidden):
            view(request)


@dataclass(frozen=True)
class Part:
    """What a template is given."""

    title: str = "Part"


@pytest.mark.parametrize(("htmx", "boosted", "part"), [(False, False, False), (True, False, True), (True, True, False)])
def test_a_fragment_is_rendered_only_for_what_asked_for_it(htmx: bool, boosted: bool, part: bool) -> None:
    request = RequestFactory().get("/")
    details = type("Htmx", (), {"boosted": boosted, "__bool__": lambda _: htmx})()
    request.htmx = details  # type: ignore[attr-defined]
    answer = show(request, "404.html", Part(), fragment="components/empty.html", status=422)
    assert answer.status_code == 422
    assert (b"<html" not in answer.content) is part


SETTINGS_PAGES = (
    "/brands/", "/brands/new/", "/brands/alder-coffee/settings/", "/brands/alder-coffee/settings/targets/",
    "/brands/alder-coffee/settings/team/", "/brands/alder-coffee/settings/contacts/new/", "/settings/",
    "/settings/agency/", "/settings/members/", "/settings/members/invite/", "/settings/keys/", "/settings/keys/new/",
    "/settings/webhooks/new/", "/settings/audit/", "/profile/", "/notifications/", "/notifications/choices/",
)  # fmt: skip


def _tell(world: World) -> Notification:
    now = timezone.now()
    rows = notifying.notify(
        [world.owner.user_id], of=happened(), brand=world.alder, kind="alert", title="186 mentions in 15 min", body="Expected 22 to 48.",
        path="/alerts/", dedupe="burst", now=now, severity=1, about=Subject("burst", uuid4()),
        ack_due_at=now + timedelta(minutes=5),
    )  # fmt: skip
    return rows[0]


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_the_agencys_pages_have_no_barrier(committed_world: World, page_as: PageAs, width: int, dark: bool) -> None:  # noqa: F811
    _tell(committed_world)
    tab = page_as(committed_world.owner, width=width, dark=dark)
    for path in SETTINGS_PAGES[::2] if width == 390 else SETTINGS_PAGES[1::4]:
        tab.goto(path)
        assert_accessible(tab)


def _platform(tab: Page, path: str) -> None:
    port = re.search(r":(\d+)", tab.url)
    assert port is not None
    tab.goto(f"http://localhost:{port[1]}{path}")


def test_the_way_in_has_no_barrier(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    user = committed_world.manager.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    tab = page_as(committed_world.manager, width=390, dark=True)
    tab.goto("/settings/")
    for path in ("/", "/signup/", "/accounts/password/reset/", "/accounts/login/"):
        _platform(tab, path)
        assert_accessible(tab)
    tab.get_by_label("Email").fill("ines@north.example")
    tab.get_by_label("Password").fill("correct horse battery")
    tab.get_by_role("button", name="Log in").click()
    tab.get_by_role("heading", name="Your agencies").wait_for()
    _platform(tab, "/accounts/2fa/totp/activate/")
    tab.get_by_label("Your password").fill("correct horse battery")
    tab.get_by_role("button", name="Continue").click()
    picture = tab.get_by_role("img", name="QR code with the secret below")
    picture.wait_for()
    assert picture.evaluate("one => one.naturalWidth") > 0
    assert_accessible(tab)


def test_a_mails_link_is_acknowledged_on_a_phone(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    told = _tell(committed_world)
    tab = page_as(committed_world.analyst, width=390)
    tab.goto(f"/links/acknowledge/{notifying.acknowledge_token(told)}/")
    assert_accessible(tab)
    tab.get_by_role("button", name="Acknowledge").click()
    tab.get_by_text("Nobody else is woken for it.").wait_for()
    committed_world.enter()
    told.refresh_from_db()
    assert told.acknowledged_at is not None


def test_appearance_and_keys_follow_the_profile(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    tab = page_as(committed_world.manager)
    tab.goto("/profile/")
    tab.locator("main input[name=theme][value=dark]").check()
    tab.locator("main input[name=keys_on]").uncheck()
    tab.get_by_role("button", name="Save").click()
    tab.get_by_text("Saved").first.wait_for()
    fresh = page_as(committed_world.manager)
    fresh.goto("/settings/")
    assert fresh.evaluate("document.documentElement.dataset.theme") == "dark"
    fresh.keyboard.press("?")
    assert not fresh.locator("dialog#keys").is_visible()


def test_a_browser_that_can_not_be_woken_says_why(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    tab = page_as(committed_world.manager, width=390)
    tab.goto("/profile/")
    tab.get_by_role("button", name="Notify this browser").click()
    told = tab.locator("[data-push-state]")
    told.filter(has_text=re.compile("can't be woken|does not allow|refused")).wait_for()
    assert tab.evaluate("fetch('/sw.js').then(one => one.status)") == 200


def test_both_admins_work_under_their_policy(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    tab = page_as(committed_world.owner)
    for path in ("/admin/", "/admin/brands/brand/", "/api/v1/docs/"):
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
    tab.get_by_text("Everything a page can do").wait_for()

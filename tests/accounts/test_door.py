"""From the platform's log-in to an agency's host and back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import AccessLog
from accounts.services.agencies import suspend
from tests.accounts.api.test_frame import key_client
from tests.world import World

PLATFORM, NORTH = "localhost", "north.localhost"


@pytest.fixture
def platform(world: World) -> Client:
    """Ines, logged in on the platform by the real form."""
    EmailAddress.objects.create(user=world.manager.user, email=world.manager.user.email, verified=True, primary=True)
    browser = Client(HTTP_HOST=PLATFORM)
    answer = browser.post("/accounts/login/", {"login": "ines@north.example", "password": "correct horse battery"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return browser


def _to_the_platform(agency: Client, path: str = "/brands/") -> str:
    answer = agency.get("/enter/", {"next": path})
    return str(answer["Location"])


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_the_round_trip_opens_a_session_on_the_agencys_host(platform: Client) -> None:
    agency = Client(HTTP_HOST=NORTH)
    back = platform.get(_path(_to_the_platform(agency)))["Location"]
    assert urlsplit(back).hostname == NORTH
    answer = agency.get(_path(back))
    assert answer["Location"] == "/brands/"
    assert agency.session["agency_id"]
    assert AccessLog.objects.filter(action="login", actor__email="ines@north.example").count() == 1


def test_a_code_serves_once(platform: Client) -> None:
    agency = Client(HTTP_HOST=NORTH)
    back = platform.get(_path(_to_the_platform(agency)))["Location"]
    cookie = agency.cookies["firebreak_state"].value
    agency.get(_path(back))
    agency.cookies["firebreak_state"] = cookie
    assert agency.get(_path(back)).status_code == 403


def test_a_code_brought_by_another_browser_opens_nothing(platform: Client) -> None:
    back = platform.get(_path(_to_the_platform(Client(HTTP_HOST=NORTH))))["Location"]
    thief = Client(HTTP_HOST=NORTH)
    _to_the_platform(thief)
    assert thief.get(_path(back)).status_code == 403
    assert "agency_id" not in thief.session


def test_a_code_for_one_agency_opens_no_other(platform: Client) -> None:
    agency = Client(HTTP_HOST=NORTH)
    back = platform.get(_path(_to_the_platform(agency)))["Location"]
    other = Client(HTTP_HOST="rival.localhost")
    other.cookies["firebreak_state"] = agency.cookies["firebreak_state"].value
    assert other.get(_path(back)).status_code == 403


def test_nobody_is_handed_to_an_agency_they_have_no_place_in(platform: Client) -> None:
    target = _to_the_platform(Client(HTTP_HOST="rival.localhost"))
    assert platform.get(_path(target)).status_code == 403


def test_the_way_back_never_leaves_the_agencys_host(platform: Client) -> None:
    agency = Client(HTTP_HOST=NORTH)
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        query = parse_qs(urlsplit(_to_the_platform(agency, evil)).query)
        assert query["next"] == ["/"]


def test_a_session_of_one_agency_gives_no_place_in_another(world: World) -> None:
    browser = world.browser(world.manager)
    browser.defaults["HTTP_HOST"] = "rival.localhost"
    answer = browser.get("/brands/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter/")


def test_a_deactivated_member_is_shown_the_door(world: World) -> None:
    answer = world.browser(world.deactivated).get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter/")


def test_a_suspended_agency_refuses_every_change_and_says_why(world: World) -> None:
    suspend(world.north, by=world.operator, reason="Unpaid since October")
    answer = world.browser(world.owner).post("/anything/")
    assert answer.status_code == 409
    assert "Unpaid since October" in answer.content.decode()


def test_who_logs_out_on_the_platform_is_on_no_way_any_more(platform: Client) -> None:
    agency = Client(HTTP_HOST=NORTH)
    back = platform.get(_path(_to_the_platform(agency)))["Location"]
    platform.post("/accounts/logout/")
    answer = agency.get(_path(back))
    assert answer.status_code == 403
    assert "agency_id" not in agency.session


def test_why_an_agency_is_suspended_is_told_to_its_own_people_and_programs_only(world: World) -> None:
    key = key_client(world, world.owner, ["read", "manage"])
    suspend(world.north, by=world.operator, reason="Unpaid bills")
    assert key.get("/api/v1/brands/").status_code == 200
    refused = key.post("/api/v1/brands/", {"name": "New"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "agency_suspended")
    assert "Unpaid bills" in refused.json()["detail"]
    stranger = Client(HTTP_HOST=NORTH)
    for path in ("/brands/new/", "/api/v1/brands/", "/links/acknowledge/x/"):
        answer = stranger.post(path, {"name": "New"})
        assert answer.status_code in {302, 401, 409}, path
        assert "Unpaid" not in answer.content.decode(), path


def test_an_agencys_session_is_nobody_on_the_platform(world: World) -> None:
    thief = world.browser(world.manager)
    cookie = thief.cookies["firebreak_session"].value
    thief.defaults["HTTP_HOST"] = PLATFORM
    for path in ("/handoff/?agency=north&state=x", "/accounts/password/change/", "/accounts/2fa/", "/accounts/email/"):
        thief.cookies["firebreak_session"] = cookie
        answer = thief.get(path)
        assert (answer.status_code, urlsplit(answer["Location"]).path) == (302, "/accounts/login/"), path
    thief.cookies["firebreak_session"] = cookie
    assert b"north" not in thief.get("/").content
    assert b'name="person"' in thief.get("/signup/").content, "asked who they are, as anybody is"


def test_a_session_of_the_platform_is_nobody_on_an_agencys_host(platform: Client) -> None:
    platform.defaults["HTTP_HOST"] = NORTH
    assert platform.get("/brands/")["Location"].startswith("/enter/")


def test_what_was_shown_to_somebody_is_stored_by_nobody(platform: Client, world: World) -> None:
    browser = world.browser(world.owner)
    for path in ("/", "/incidents/", "/api/v1/me/", "/api/v1/brands/", "/settings/members/", "/nothing/", "/api/v1/x/"):
        assert "no-store" in browser.get(path)["Cache-Control"], path
    for path in ("/", "/accounts/2fa/", "/accounts/password/change/"):
        assert "no-store" in platform.get(path)["Cache-Control"] or "no-cache" in platform.get(path)["Cache-Control"], (
            path
        )
    assert "no-store" not in browser.get("/manifest.webmanifest")["Cache-Control"]

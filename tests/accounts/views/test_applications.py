"""The question whether an application may act for somebody, and the pages on which it is seen and ended."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import ApiKey, Application, AuthorizationCode
from accounts.services.applications import register
from tests.accounts.connected import AUTHORIZE, CHALLENGE, connected
from tests.routes import to_connect
from tests.world import World

LIST = "/settings/applications/"


@pytest.fixture
def application(world: World) -> Application:
    return register(world.owner, name="Claude", redirect_uris=["https://tool.example/back"])


def _words(answer: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace(" .", ".")


def _told(answer: Any) -> dict[str, str]:
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://tool.example/back?")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def test_it_says_in_plain_words_what_is_granted_and_where(world: World, application: Application) -> None:
    page = world.browser(world.manager).get(AUTHORIZE + to_connect(application, scope="read plans manage"))
    words = _words(page)
    assert "Claude asks to act for you at Northwind Comms. You go on at https://tool.example." in words
    assert "see a brand" in words
    assert "write drafts, propose changes" in words
    assert "publish and retire plans" not in words
    assert "Alder Coffee" in words
    assert "Lumen Air" not in words
    assert "It can't approve, publish, release or send anything" in words
    assert "https://tool.example" in page["Content-Security-Policy"].partition("form-action")[2]
    assert page["X-Frame-Options"] == "DENY"
    assert "no-store" in page["Cache-Control"]


def test_a_no_goes_back_as_a_no(world: World, application: Application) -> None:
    answer = world.browser(world.manager).post(AUTHORIZE + to_connect(application), {"no": "1", "scopes": ["read"]})
    told = _told(answer)
    assert (told["error"], told["state"], told["iss"]) == ("access_denied", "x", "http://north.localhost")
    assert not AuthorizationCode.objects.exists()


def test_a_yes_goes_back_with_a_code(world: World, application: Application) -> None:
    query = to_connect(application, code_challenge=CHALLENGE)
    told = _told(world.browser(world.manager).post(AUTHORIZE + query, {"scopes": ["read"]}))
    assert (told["state"], told["iss"]) == ("x", "http://north.localhost")
    assert AuthorizationCode.objects.get().scopes == ["read"]
    assert told["code"] not in str(AuthorizationCode.objects.values())
    assert not ApiKey.objects.exists()


def test_a_yes_needs_the_pages_own_form(world: World, application: Application) -> None:
    browser = Client(HTTP_HOST="north.localhost", enforce_csrf_checks=True)
    browser.cookies = world.browser(world.manager).cookies
    assert browser.post(AUTHORIZE + to_connect(application), {"scopes": ["read"]}).status_code == 403


def test_who_is_not_logged_in_comes_back_to_it(world: World, application: Application) -> None:
    answer = Client(HTTP_HOST="north.localhost").get(AUTHORIZE + to_connect(application))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter/?next=%2Foauth%2Fauthorize%2F%3Fresponse_type")


@pytest.mark.parametrize(
    "amiss",
    [
        {"client_id": "fa_unknown"},
        {"client_id": ""},
        {"client_id": "\x00"},
        {"redirect_uri": "https://tool.example/back/"},
        {"redirect_uri": "https://tool.example/back?x=1"},
        {"redirect_uri": "https://evil.example/back"},
        {"redirect_uri": ""},
    ],
)
def test_what_may_be_forged_is_answered_to_nobody_but_the_person(
    world: World, application: Application, amiss: dict[str, str]
) -> None:
    for ask in (world.browser(world.manager).get, world.browser(world.manager).post):
        answer = ask(AUTHORIZE + to_connect(application, **amiss))
        assert answer.status_code == 400
        assert "can't be connected" in _words(answer)


@pytest.mark.parametrize(
    ("amiss", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"resource": "https://elsewhere.example/api/mcp/"}, "invalid_target"),
    ],
)
def test_what_is_amiss_is_told_to_the_application(
    world: World, application: Application, amiss: dict[str, str], error: str
) -> None:
    told = _told(world.browser(world.manager).get(AUTHORIZE + to_connect(application, **amiss)))
    assert (told["error"], told["state"]) == (error, "x")


def test_another_agencys_application_is_unknown_here(world: World, application: Application) -> None:
    answer = world.browser(world.rival_owner).get(AUTHORIZE + to_connect(application))
    assert answer.status_code == 400


def test_one_that_has_ended_is_unknown(world: World, application: Application) -> None:
    world.browser(world.owner).post(f"{LIST}{application.pk}/end/")
    assert world.browser(world.manager).get(AUTHORIZE + to_connect(application)).status_code == 400


def test_a_client_connects_none(world: World, application: Application) -> None:
    assert world.browser(world.client).get(AUTHORIZE + to_connect(application)).status_code == 403
    assert "Connected applications" not in _words(world.browser(world.client).get("/profile/"))


def test_an_application_is_registered_by_its_page(world: World) -> None:
    browser = world.browser(world.owner)
    refused = browser.post(f"{LIST}new/", {"name": "Claude", "redirect_uris": "http://tool.example/"})
    assert refused.status_code == 422
    made = browser.post(f"{LIST}new/", {"name": "Claude", "redirect_uris": "https://tool.example/back\n"})
    row = Application.objects.get()
    assert made["Location"] == f"{LIST}{row.pk}/"
    page = _words(browser.get(made["Location"]))
    assert row.client_id in browser.get(made["Location"]).content.decode()
    assert "Nobody yet" in page
    assert "Claude" in _words(browser.get(LIST))


def test_connections_are_seen_and_ended_where_they_are_shown(world: World) -> None:
    one = connected(world, world.manager)
    browser, owner = world.browser(world.manager), world.browser(world.owner)
    assert "Connected applications" in _words(browser.get("/profile/"))
    assert "Ines Marten" in _words(owner.get(f"{LIST}{one.application.pk}/"))
    one.status()
    assert "Last used" in _words(browser.get("/profile/"))
    assert "Claude" not in _words(owner.get("/settings/keys/"))
    ended = browser.post(f"/profile/connections/{one.row.pk}/end/")
    assert ended["Location"] == "/profile/"
    assert one.status() == 401
    other = connected(world, world.analyst, application=one.application)
    back = owner.post(f"/profile/connections/{other.row.pk}/end/", {"application": str(one.application.pk)})
    assert back["Location"] == f"{LIST}{one.application.pk}/"
    assert other.status() == 401

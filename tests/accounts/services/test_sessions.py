"""Log-ins: bound to a place, ended with it for good, listed, ended one by one, and asked for a second factor where one is required."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.encryption import token_hash
from accounts.models import Agency, ApiKey, Membership, User
from accounts.notifications.models import PushSubscription
from accounts.services import agencies, api_keys, invitations, members, operators, sessions
from tests.accounts.api.test_frame import key_client
from tests.world import World

NOW = datetime.now(UTC)
INES = {"login": "ines@north.example", "password": "correct horse battery"}


def log_in(world: World) -> Client:
    """Ines on the platform, by the real form."""
    user = world.manager.user
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    browser = Client(HTTP_HOST="localhost", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    assert browser.post("/accounts/login/", INES).status_code == 302
    return browser


def enter(platform: Client, host: str = "north.localhost") -> Client:
    """The agency's host, entered from there."""
    agency = Client(HTTP_HOST=host, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    there = agency.get("/enter/?next=/brands/")["Location"]
    back = platform.get(_path(there))["Location"]
    assert agency.get(_path(back))["Location"] == "/brands/"
    return agency


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def inside(browser: Client) -> bool:
    """Whether the door lets it in."""
    return browser.get("/brands/").status_code == 200


def test_letting_somebody_in_again_revives_no_session_and_no_key(world: World) -> None:
    browser, key = world.browser(world.admin), key_client(world, world.admin, ["read"])
    assert inside(browser)
    assert key.get("/api/v1/me/").status_code == 200
    members.deactivate(world.owner, membership_id=world.admin.pk)
    assert not inside(browser)
    members.reactivate(world.owner, membership_id=world.admin.pk)
    assert not inside(browser)
    assert key.get("/api/v1/me/").status_code == 401
    assert inside(world.browser(world.fresh(world.admin)))


def test_an_invitation_back_in_revives_nothing_either(world: World) -> None:
    """The place ended before places had epochs: only its return can shut what it opened."""
    browser = world.browser(world.deactivated)
    Membership.objects.filter(pk=world.deactivated.pk).update(epoch=0)
    made = invitations.invite(world.owner, email="gone@north.example", role="analyst", brand_ids=[], now=NOW)
    token = invitations.new_token()
    invitations.Invitation.objects.filter(pk=made.pk).update(token_hash=invitations.token_hash(token))
    invitations.accept(token, user=world.deactivated.user, newcomer=None, now=NOW)
    assert not inside(browser)


def test_who_loses_power_logs_in_anew_and_without_their_keys(world: World) -> None:
    browser, key = world.browser(world.admin), key_client(world, world.admin, ["read"])
    members.change_role(world.owner, membership_id=world.admin.pk, role="analyst")
    assert not inside(browser)
    assert key.get("/api/v1/me/").status_code == 401


def test_who_gains_power_keeps_what_they_have_open(world: World) -> None:
    browser, key = world.browser(world.admin), key_client(world, world.admin, ["read"])
    members.change_role(world.owner, membership_id=world.admin.pk, role="owner")
    assert inside(browser)
    assert key.get("/api/v1/me/").status_code == 200


def test_a_person_the_operator_lets_log_in_again_has_nothing_open(world: World) -> None:
    browser, key = world.browser(world.owner), key_client(world, world.owner, ["read"])
    operators.deactivate_person(world.owner.user, by=world.operator)
    operators.reactivate_person(User.objects.get(pk=world.owner.user_id), by=world.operator)
    assert not inside(browser)
    assert key.get("/api/v1/me/").status_code == 401


def test_logging_out_on_the_platform_ends_what_was_opened_from_there(world: World) -> None:
    platform, other = log_in(world), log_in(world)
    mine, elsewhere = enter(platform), enter(other)
    platform.post("/accounts/logout/")
    assert not inside(mine)
    assert inside(elsewhere)
    assert UserSession.objects.count() == 2  # the other log-in, and what it opened


def _ended_elsewhere(world: World, platform: Client, other: Client) -> None:
    row = UserSession.objects.get(session_key=platform.session.session_key)
    other.post("/accounts/sessions/end/", {"id": str(row.pk)})


def _all_others_ended(world: World, platform: Client, other: Client) -> None:
    other.post("/accounts/sessions/end/")


def _password_changed(world: World, platform: Client, other: Client) -> None:
    fresh = "a stable with nine horses"
    given = {"oldpassword": INES["password"], "password1": fresh, "password2": fresh}
    assert other.post("/accounts/password/change/", given).status_code == 302


def _logged_out(world: World, platform: Client, other: Client) -> None:
    platform.post("/accounts/logout/")


def _put_out_and_let_in(world: World, platform: Client, other: Client) -> None:
    operators.deactivate_person(world.manager.user, by=world.operator)
    operators.reactivate_person(User.objects.get(pk=world.manager.user_id), by=world.operator)


def _made_less(world: World, platform: Client, other: Client) -> None:
    members.change_role(world.owner, membership_id=world.manager.pk, role="analyst")


ENDS = [_ended_elsewhere, _all_others_ended, _password_changed, _logged_out, _put_out_and_let_in, _made_less]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.strip("_"))
def test_a_code_on_its_way_ends_with_the_log_in_it_came_from(world: World, end: Any) -> None:
    platform, other = log_in(world), log_in(world)
    agency = Client(HTTP_HOST="north.localhost")
    back = platform.get(_path(agency.get("/enter/?next=/brands/")["Location"]))["Location"]
    end(world, platform, other)
    assert agency.get(_path(back)).status_code == 403
    assert "agency_id" not in agency.session


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__.strip("_"))
def test_a_browser_is_woken_no_more_after_the_log_in_it_was_subscribed_in(world: World, end: Any) -> None:
    platform, other = log_in(world), log_in(world)
    inside_it, beside_it = enter(platform), enter(other)
    for number, browser in enumerate((inside_it, beside_it)):
        sent = {"endpoint": f"https://93.184.215.14/push/{number}", "keys": {"p256dh": "BPk", "auth": "c2VjcmV0"}}
        assert browser.post("/profile/browsers/", sent, content_type="application/json").status_code == 201
    world.enter()
    first = PushSubscription.objects.get(session_hash=token_hash(inside_it.session.session_key or ""))
    end(world, platform, other)
    world.enter()
    left = PushSubscription.objects.filter(gone_at=None)
    assert first not in left
    assert left.exists() is (end in (_ended_elsewhere, _logged_out)), "and no browser of another log-in sleeps for it"


def _woken(world: World, browser: Client) -> PushSubscription:
    sent = {"endpoint": "https://93.184.215.14/push/own", "keys": {"p256dh": "BPk", "auth": "c2VjcmV0"}}
    assert browser.post("/profile/browsers/", sent, content_type="application/json").status_code == 201
    world.enter()
    return PushSubscription.objects.get()


def test_whoever_logs_out_on_the_agencys_host_is_woken_there_no_more(world: World) -> None:
    """Also where they close the platform's page that asks whether to log out there, too."""
    browser = enter(log_in(world))
    row = _woken(world, browser)
    assert browser.post("/leave/").status_code == 302
    world.enter()
    row.refresh_from_db()
    assert row.gone_at is not None
    assert not inside(browser)


def test_a_log_in_that_lapsed_goes_on_waking_until_the_password_is_another(world: World) -> None:
    """Who is on call must not go deaf after a fortnight; who lost a phone chooses a new password."""
    platform, other = log_in(world), log_in(world)
    browser = enter(platform)
    row = _woken(world, browser)
    Session.objects.filter(session_key=browser.session.session_key).delete()
    assert sessions.forget_ended() == 1
    world.enter()
    row.refresh_from_db()
    assert row.gone_at is None
    _password_changed(world, platform, other)
    world.enter()
    row.refresh_from_db()
    assert row.gone_at is not None


def test_one_sees_where_one_is_logged_in_and_ends_it(world: World) -> None:
    platform, other = log_in(world), log_in(world)
    elsewhere = enter(other)
    page = platform.get("/accounts/sessions/").content.decode()
    assert page.count("Firefox on Windows") >= 3
    assert "Northwind Comms" in page
    assert "(this one)" in page
    row = UserSession.objects.get(session_key=other.session.session_key)
    assert platform.post("/accounts/sessions/end/", {"id": str(row.pk)}).status_code == 302
    assert not inside(elsewhere)
    assert other.get("/accounts/sessions/").status_code == 302
    assert platform.get("/accounts/sessions/").status_code == 200


def test_all_others_end_at_once(world: World) -> None:
    platform, other = log_in(world), log_in(world)
    elsewhere, here = enter(other), enter(platform)
    platform.post("/accounts/sessions/end/")
    assert (inside(elsewhere), inside(here)) == (False, False)
    assert platform.get("/accounts/sessions/").status_code == 200
    assert UserSession.objects.count() == 1


def test_what_is_known_of_a_log_in_goes_with_it(world: World) -> None:
    log_in(world)
    UserSession.objects.create(user=world.owner.user, session_key="over", ip="127.0.0.1", user_agent="")
    assert sessions.forget_ended() == 1
    assert UserSession.objects.get().user == world.manager.user


def test_nobody_ends_anothers_log_in(world: World) -> None:
    platform = log_in(world)
    stranger = UserSession.objects.create(user=world.owner.user, session_key="x", ip="127.0.0.1", user_agent="")
    for given in (str(stranger.pk), "x", "9" * 30):
        assert platform.post("/accounts/sessions/end/", {"id": given}).status_code == 404
    assert Client(HTTP_HOST="localhost").get("/accounts/sessions/")["Location"].startswith("/accounts/login/")
    assert UserSession.objects.filter(pk=stranger.pk).exists()


@pytest.fixture
def strict(world: World) -> World:
    """Northwind, which requires a second factor from now on."""
    agency = Agency.objects.get(pk=world.north.pk)
    agencies.rename(agency, by=world.owner.user, name=agency.name, time_zone=agency.time_zone, require_mfa=True)
    return world


def test_a_factor_that_is_required_is_asked_of_open_sessions_too(world: World, request: Any) -> None:
    browser = world.browser(world.manager)
    assert inside(browser)
    request.getfixturevalue("strict")
    answer = browser.get("/brands/")
    assert answer["Location"].startswith("/enter/")
    assert browser.get(answer["Location"])["Location"].startswith("http://localhost:8000/handoff/")
    assert browser.get("/api/v1/me/").status_code in {401, 403}


def test_a_session_opened_with_the_factor_goes_on(strict: World) -> None:
    browser = strict.browser(strict.manager)
    session = browser.session
    session["second_factor"] = True
    session.save()
    assert inside(browser)


def test_a_key_of_somebody_without_the_factor_is_refused_and_says_why(strict: World) -> None:
    key = key_client(strict, strict.admin, ["read"])
    refused = key.get("/api/v1/me/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    assert "Set one up" in refused.json()["detail"]
    TOTP.activate(strict.admin.user, "JBSWY3DPEHPK3PXP")
    assert key.get("/api/v1/me/").status_code == 200


def test_keys_say_for_whom_they_act(world: World) -> None:
    api_keys.make_key(world.admin, name="Reports", scopes=["read"], days=9, now=NOW)
    [row] = world.browser(world.owner).get("/api/v1/keys/").json()["results"]
    assert (row["member"], row["member_id"]) == ("Adam Admin", world.admin.pk)
    assert ApiKey.objects.get().member_id == world.admin.pk

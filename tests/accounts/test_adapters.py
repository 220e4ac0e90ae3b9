"""The log-in library our way: verified addresses, encrypted secrets, one count of tries, a second factor where it is asked for."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Agency, Letter
from accounts.services import letters, login_limits
from accounts.services.agencies import forget_host
from tests.world import World

LOGIN = "/accounts/login/"
GIVEN = {"login": "ines@north.example", "password": "correct horse battery"}


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.fixture
def platform() -> Client:
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def verified(world: World) -> World:
    user = world.manager.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return world


def _logged_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_an_unconfirmed_address_does_not_log_in_and_gets_a_link(world: World, platform: Client) -> None:
    user = world.manager.user
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    platform.post(LOGIN, GIVEN)
    assert not _logged_in(platform)
    link = re.search(r"/accounts/confirm-email/\S+", str(mail.outbox[-1].body))
    assert link is not None
    page = platform.get(link[0])
    assert b"It is mine" in page.content
    # programs that open links confirm nothing
    assert not EmailAddress.objects.get(user=user).verified
    platform.post(link[0])
    assert EmailAddress.objects.get(user=user).verified
    platform.post(LOGIN, GIVEN)
    assert _logged_in(platform)


def test_a_new_password_comes_by_mail(verified: World, platform: Client) -> None:
    platform.post("/accounts/password/reset/", {"email": "ines@north.example"})
    link = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link is not None
    form = platform.get(link[0], follow=True)
    target = form.redirect_chain[-1][0]
    weak = platform.post(target, {"password1": "short", "password2": "short"})
    assert weak.status_code == 200
    assert b"has-error" in weak.content
    fresh = "a stable with nine horses"
    platform.post(target, {"password1": fresh, "password2": fresh})
    assert not _logged_in(platform)
    platform.post(LOGIN, {**GIVEN, "password": fresh})
    assert _logged_in(platform)


def test_whether_an_address_has_an_account_is_not_told(verified: World, platform: Client) -> None:
    told = []
    for name in ("ines", "nobody"):
        answer = platform.post("/accounts/password/reset/", {"email": f"{name}@north.example"}, follow=True)
        told.append((answer.redirect_chain, re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]))  # type: ignore[index]
    assert told[0] == told[1]


def _activate(platform: Client) -> str:
    platform.post(LOGIN, GIVEN)
    # power over the log-in is given only to somebody who has just shown that it is them
    asked = platform.get("/accounts/2fa/totp/activate/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    platform.post(asked, {"password": GIVEN["password"]})
    page = platform.get("/accounts/2fa/totp/activate/")
    assert b"data:image/svg+xml;base64," in page.content
    found = re.search(r'id="authenticator_secret"[^>]*>([A-Z2-7]+)<', page.content.decode())
    assert found is not None
    answer = platform.post("/accounts/2fa/totp/activate/", {"code": _code(found[1])})
    assert answer.status_code == 302
    return found[1]


def test_the_apps_secret_is_stored_encrypted_and_opens_the_account(verified: World, platform: Client) -> None:
    secret = _activate(platform)
    stored = Authenticator.objects.get(user=verified.manager.user, type="totp")
    assert secret not in str(stored.data)
    fresh = Client(HTTP_HOST="localhost")
    answer = fresh.post(LOGIN, GIVEN)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not _logged_in(fresh)
    wrong = fresh.post("/accounts/2fa/authenticate/", {"code": "000000" if _code(secret) != "000000" else "111111"})
    assert b"has-error" in wrong.content
    # the code used to switch it on is spent
    from django.core.cache import cache

    cache.clear()
    fresh.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    assert _logged_in(fresh)


def test_recovery_codes_are_stored_encrypted_and_each_serves_once(verified: World, platform: Client) -> None:
    _activate(platform)
    shown = platform.get("/accounts/2fa/recovery-codes/").content.decode()
    stored = Authenticator.objects.get(user=verified.manager.user, type="recovery_codes")
    code = RecoveryCodes(stored).get_unused_codes()[0]
    assert code in shown
    assert len(str(stored.data["seed"])) > 80
    for expected in (True, False):
        fresh = Client(HTTP_HOST="localhost")
        fresh.post(LOGIN, GIVEN)
        fresh.post("/accounts/2fa/authenticate/", {"code": code})
        assert _logged_in(fresh) is expected


def test_tries_are_counted_once_for_all_hosts(verified: World) -> None:
    hosts = ("localhost", "127.0.0.1")
    statuses = [
        Client(HTTP_HOST=hosts[n % 2]).post(LOGIN, {**GIVEN, "password": f"wrong {n}"}).status_code for n in range(6)
    ]
    good = Client(HTTP_HOST=hosts[0])
    good.post(LOGIN, GIVEN)
    assert not _logged_in(good), statuses


def test_no_password_is_taken_on_an_agencys_host(verified: World) -> None:
    stranger = Client(HTTP_HOST="north.localhost")
    for path in (LOGIN, "/accounts/password/reset/", "/accounts/2fa/authenticate/"):
        answer = stranger.post(path, GIVEN)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/enter/")
        assert verified.browser(verified.manager).get(path).status_code == 404
    assert not _logged_in(stranger)


@pytest.fixture
def strict(verified: World) -> World:
    Agency.objects.filter(pk=verified.north.pk).update(require_mfa=True)
    forget_host(verified.north)
    return verified


def _enter(platform: Client, agency: Client) -> Any:
    return platform.get(_path(agency.get("/enter/", {"next": "/brands/"})["Location"]))


def test_an_agency_that_requires_it_leads_people_to_set_a_second_factor_up(strict: World, platform: Client) -> None:
    agency = Client(HTTP_HOST="north.localhost")
    platform.post(LOGIN, GIVEN)
    assert _enter(platform, agency)["Location"] == "/accounts/2fa/"
    assert b"Northwind Comms" in platform.get("/accounts/2fa/").content
    _activate(platform)
    codes = platform.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "http://north.localhost:8000/" in codes


def test_a_session_without_the_factor_is_asked_for_it_and_goes_on(strict: World, platform: Client) -> None:
    platform.post(LOGIN, GIVEN)
    auth, agency = TOTP.activate(strict.manager.user, "JBSWY3DPEHPK3PXP"), Client(HTTP_HOST="north.localhost")
    assert auth.instance.pk
    asked = _enter(platform, agency)["Location"]
    assert asked.startswith("/accounts/2fa/reauthenticate/")
    answer = platform.post(_path(asked), {"code": _code("JBSWY3DPEHPK3PXP")})
    assert answer["Location"].startswith("/handoff/")
    back = platform.get(answer["Location"])["Location"]
    assert agency.get(_path(back))["Location"] == "/brands/"


def test_leaving_asks_and_ends_the_session(verified: World, platform: Client) -> None:
    platform.post(LOGIN, GIVEN)
    assert b"Log out" in platform.get("/accounts/logout/").content
    assert _logged_in(platform)
    platform.post("/accounts/logout/")
    assert not _logged_in(platform)


def test_the_open_sign_up_form_is_closed(world: World, platform: Client) -> None:
    page = platform.get("/accounts/signup/")
    assert b"Create an agency" in page.content
    platform.post("/accounts/signup/", {"email": "x@y.example", "password1": "correct horse battery"})
    assert not EmailAddress.objects.filter(email="x@y.example").exists()


PLATFORM_PAGES = ("/", "/signup/", LOGIN, "/accounts/password/reset/", "/accounts/signup/", "/accounts/inactive/")
OWN_PAGES = ("/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/accounts/reauthenticate/")


def test_every_page_of_the_log_in_stands_in_our_frame(verified: World, platform: Client) -> None:
    for path in PLATFORM_PAGES:
        assert b'class="auth-name"' in platform.get(path).content, path
    platform.post(LOGIN, GIVEN)
    for path in OWN_PAGES:
        assert b'class="auth-name"' in platform.get(path, follow=True).content, path


def test_a_mailed_link_leads_to_the_platform_whatever_the_request_called_it(verified: World) -> None:
    for host in ("localhost:666", "127.0.0.1:9"):
        Client(HTTP_HOST=host).post("/accounts/password/reset/", {"email": "ines@north.example"})
        link = re.search(r"https?://\S+", str(mail.outbox[-1].body))
        assert link is not None
        assert link[0].startswith(settings.PLATFORM_ORIGIN + "/accounts/password/reset/key/")


def _try(where: str, password: str = "wrong", browser: Client | None = None) -> Client:
    browser = browser or Client(HTTP_HOST="localhost")
    browser.post(LOGIN, {**GIVEN, "password": password}, REMOTE_ADDR=where)
    return browser


def test_who_tries_an_address_from_elsewhere_locks_nobody_out(verified: World) -> None:
    for _ in range(8):
        _try("203.0.113.9")
    assert not _logged_in(_try("203.0.113.9", GIVEN["password"])), "limited where the tries come from"
    assert _logged_in(_try("198.51.100.7", GIVEN["password"]))


def test_a_browser_known_to_the_person_is_not_locked_out_by_others_beside_it(verified: World) -> None:
    mine = _try("203.0.113.9", GIVEN["password"])
    mine.post("/accounts/logout/")
    assert not _logged_in(mine)
    for _ in range(8):
        _try("203.0.113.9")
    from django.core.cache import cache

    kept = {key: value for key, value in cache._cache.items() if b"ip" not in str(key).encode()}  # type: ignore[attr-defined]
    assert kept
    assert _logged_in(_try("203.0.113.77", GIVEN["password"], mine))


def test_many_places_together_try_one_address_only_so_often(verified: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_limits, "ANYWHERE", "6/h/key")
    mine = _try("198.51.100.7", GIVEN["password"])
    mine.post("/accounts/logout/")
    for n in range(8):
        _try(f"203.0.113.{n}")
    assert not _logged_in(_try("192.0.2.1", GIVEN["password"]))
    assert _logged_in(_try("198.51.100.7", GIVEN["password"], mine)), "the browser the person knows is spared"


def test_a_changed_password_is_told_to_its_person_and_logged_where_they_work(verified: World) -> None:
    browser = _try("198.51.100.7", GIVEN["password"])
    fresh = "a stable with nine horses"
    given = {"oldpassword": GIVEN["password"], "password1": fresh, "password2": fresh}
    browser.post("/accounts/password/change/", given, REMOTE_ADDR="198.51.100.7")
    letters.send_due(timezone.now())
    assert [one.to for one in mail.outbox] == [["ines@north.example"]]
    row = AccessLog.objects.get(action="account.password_changed")
    assert (row.agency, row.subject, row.ip) == (verified.north, "ines@north.example", "198.51.100.7")


def test_a_browser_in_which_a_new_password_was_chosen_is_known_by_it(
    verified: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else changing it would shut its own person out wherever somebody guesses at their address."""
    fresh = "a stable with nine horses"
    mine = _try("198.51.100.7", GIVEN["password"])
    given = {"oldpassword": GIVEN["password"], "password1": fresh, "password2": fresh}
    mine.post("/accounts/password/change/", given)
    mine.post("/accounts/logout/")
    monkeypatch.setattr(login_limits, "ANYWHERE", "6/h/key")
    for n in range(8):
        _try(f"203.0.113.{n}")
    assert not _logged_in(_try("192.0.2.1", fresh))
    assert _logged_in(_try("198.51.100.7", fresh, mine))


def test_who_is_shut_out_by_guesses_from_everywhere_is_told_so_and_gets_in_by_a_new_password(
    verified: World, platform: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login_limits, "ANYWHERE", "6/h/key")
    for n in range(8):
        _try(f"203.0.113.{n}")
    told = platform.post(LOGIN, GIVEN).content.decode()
    assert "from many places" in told and "five minutes" not in told
    platform.post("/accounts/password/reset/", {"email": "ines@north.example"})
    link = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link is not None
    fresh = "a stable with nine horses"
    target = platform.get(link[0], follow=True).redirect_chain[-1][0]
    platform.post(target, {"password1": fresh, "password2": fresh})
    platform.post(LOGIN, {**GIVEN, "password": fresh})
    assert _logged_in(platform)


class Refusing(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("no server")


@pytest.fixture
def no_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def test_without_a_mail_server_what_is_done_is_done(verified: World, no_mail: None) -> None:
    browser = _try("198.51.100.7", GIVEN["password"])
    fresh = "a stable with nine horses"
    given = {"oldpassword": GIVEN["password"], "password1": fresh, "password2": fresh}
    assert browser.post("/accounts/password/change/", given).status_code == 302
    assert AccessLog.objects.filter(action="account.password_changed").exists()
    assert Letter.objects.get().address == "ines@north.example", "and is told once the server is back"
    verified.manager.user.refresh_from_db()
    assert verified.manager.user.check_password(fresh)
    body = {"name": "Pre", "slug": "founded", "person": "Vic", "email": "vic@pre.example", "password": fresh}
    answer = Client(HTTP_HOST="localhost").post("/api/v1/agencies/", body, content_type="application/json")
    assert answer.status_code == 201


def test_a_mail_that_was_asked_for_and_can_not_be_sent_is_no_fault_of_ours(verified: World, no_mail: None) -> None:
    for name in ("ines", "nobody"):
        answer = Client(HTTP_HOST="localhost").post("/accounts/password/reset/", {"email": f"{name}@north.example"})
        assert answer.status_code == 503
        assert "mail server isn&#x27;t responding" in answer.content.decode()


def test_a_wrong_password_is_in_the_log_of_the_persons_agency(verified: World) -> None:
    _try("203.0.113.9")
    row = AccessLog.objects.get(action="login.failed")
    assert (row.agency, row.subject, row.ip) == (verified.north, "ines@north.example", "203.0.113.9")

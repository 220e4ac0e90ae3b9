"""Who gets into the two admins."""

import re

from django.test import Client
from django.urls import get_resolver

from accounts.admin.sites import DECIDED
from accounts.services.second_factor import METHODS_KEY
from tests.routes import _walk
from tests.world import World


def test_owners_and_admins_enter_their_agencys_admin(world: World) -> None:
    for member in (world.owner, world.admin):
        assert world.browser(member).get("/admin/").status_code == 200


def test_others_are_told_that_their_role_does_not_allow_it(world: World) -> None:
    for member in (world.manager, world.analyst, world.client):
        answer = world.browser(member).get("/admin/", follow=True)
        assert answer.status_code == 403


def test_an_operator_enters_the_platforms_admin_only_with_a_second_factor(world: World) -> None:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(world.operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/admin/").status_code == 302
    session = browser.session
    session[METHODS_KEY] = [{"method": "password"}, {"method": "mfa"}]
    session.save()
    assert browser.get("/admin/").status_code == 200


def test_an_agencys_owner_does_not_enter_the_platforms_admin(world: World) -> None:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(world.owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session[METHODS_KEY] = [{"method": "mfa"}]
    session.save()
    assert browser.get("/admin/").status_code == 302


def test_an_operator_has_no_way_into_an_agencys_admin(world: World) -> None:
    browser = Client(HTTP_HOST="north.localhost")
    browser.force_login(world.operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.get("/admin/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter/")


def _own_addresses(conf: str) -> set[str]:
    found = set()
    for path, pattern in _walk(get_resolver(conf).url_patterns):
        if path.startswith("admin/") and not re.match(r"admin/[a-z_]+/[a-z_]+/", path):
            found.add(pattern.name or path)
    return found


def test_only_the_addresses_we_decided_are_mounted() -> None:
    for conf in ("config.urls", "config.urls_public"):
        own = _own_addresses(conf)
        assert own - {"admin/<str:url>"} <= DECIDED, own
    theirs = {
        f"{pattern.name}".rsplit("_", 1)[-1]
        for path, pattern in _walk(get_resolver("config.urls").url_patterns)
        if re.match(r"admin/[a-z_]+/[a-z_]+/", path)
    }
    assert theirs == {"changelist", "add", "history", "delete", "change", "None"}


def test_no_password_is_changed_in_an_admin(world: World) -> None:
    owner = world.browser(world.owner)
    for path in ("/admin/password_change/", "/admin/password_change/done/", "/admin/r/1/1/"):
        for answer in (owner.get(path), owner.post(path, {"old_password": "x"})):
            assert answer.status_code == 404, path
    assert b"localhost:8000/accounts/password/change/" in owner.get("/admin/").content


def test_the_log_in_librarys_addresses_are_those_we_decided() -> None:
    mounted = {
        pattern.name
        for path, pattern in _walk(get_resolver("config.urls_public").url_patterns)
        if path.startswith("accounts/")
    }
    assert mounted == {
        "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_email",
        "account_email_verification_sent", "account_confirm_email", "account_change_password", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
        "account_signup",  # closed: it says how one gets in
        "sessions", "session-end", "usersessions_list",
        "account_set_password",  # asks for a log-in without a password, which nobody has
        "account_confirm_login_code",  # codes by mail are off: it leads to the log-in
        "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    }  # fmt: skip

"""Who gets into the two admins."""

from django.test import Client

from accounts.services.factors import METHODS_KEY
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

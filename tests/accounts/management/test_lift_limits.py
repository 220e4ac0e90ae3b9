"""An operator lets somebody try again."""

import io

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import AccessLog
from tests.world import World

GIVEN = {"login": "ines@north.example", "password": "correct horse battery"}


def _gets_in(ip: str) -> bool:
    browser = Client(HTTP_HOST="localhost", REMOTE_ADDR=ip)
    browser.post("/accounts/login/", GIVEN)
    return "_auth_user_id" in browser.session


def test_who_gave_too_many_wrong_passwords_gets_in_at_once_after_it(world: World) -> None:
    connection.set_schema_to_public()
    user = world.manager.user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for ip in ("203.0.113.5", "2001:db8::5"):
        for _ in range(5):
            Client(HTTP_HOST="localhost", REMOTE_ADDR=ip).post("/accounts/login/", {**GIVEN, "password": "no"})
        assert not _gets_in(ip), "five are too many, also for the right password"
    out = io.StringIO()
    call_command("lift_limits", "Ines@north.example", stdout=out)
    assert "203.0.113.5" in out.getvalue()
    assert _gets_in("203.0.113.5") and _gets_in("2001:db8::5")
    assert AccessLog.objects.filter(agency=world.north, action="login.limits_lifted", subject=user.email).exists()

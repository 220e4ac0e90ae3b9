"""What becomes of an invitation whose mail the server does not take."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.errors import Conflict, Forbidden, NotFound
from accounts.models import AccessLog, Invitation
from accounts.services import invitations
from tests.world import World

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NEWCOMER = {"name": "Nora New", "password": "correct horse battery"}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[OSError]:
    """While it holds an error, every mail fails with it."""
    errors: list[OSError] = [ConnectionRefusedError(111, "Connection refused")]
    send = mail.EmailMessage.send

    def failing(self: mail.EmailMessage, fail_silently: bool = False) -> int:
        if errors:
            raise errors[0]
        return send(self, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", failing)
    return errors


def _invite(world: World, capture: Any, role: str = "manager", by: Any = None) -> Invitation:
    with capture(execute=True):
        made = invitations.invite(
            by or world.admin, email="nora@new.example", role=role, brand_ids=[world.alder.pk], now=NOW
        )
    return Invitation.objects.get(pk=made.pk)


def _resend(world: World, capture: Any, made: Invitation, now: datetime) -> str:
    with capture(execute=True):
        invitations.resend(world.admin, invitation_id=made.pk, now=now)
    return _token()


def _token() -> str:
    return str(mail.outbox[-1].body).split("/invitations/")[1].split("/")[0]


def test_a_sent_invitation_says_when(world: World, django_capture_on_commit_callbacks: Any) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    assert (made.mailed_at, made.mail_error) == (NOW, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "can't be reached"),
        (smtplib.SMTPServerDisconnected("bye"), "can't be reached"),
        (smtplib.SMTPRecipientsRefused({"nora@new.example": (550, b"no")}), "refused the address"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "refused our log-in"),
        (smtplib.SMTPDataError(552, b"full"), "refused the mail"),
    ],
)
def test_a_mail_server_that_is_down_leaves_the_invitation_and_says_why(
    world: World, django_capture_on_commit_callbacks: Any, broken: list[OSError], error: OSError, words: str
) -> None:
    broken[:] = [error]
    made = _invite(world, django_capture_on_commit_callbacks)
    assert made.mailed_at is None
    assert words in made.mail_error


def test_sent_again_the_new_link_opens_and_the_old_one_is_dead(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    old, late = _token(), NOW + timedelta(days=6)
    new = _resend(world, django_capture_on_commit_callbacks, made, late)
    made.refresh_from_db()
    assert (made.expires_at, made.mailed_at) == (late + timedelta(days=invitations.DAYS), late)
    with pytest.raises(NotFound):
        invitations.find(old, now=late)
    assert invitations.accept(new, user=None, newcomer=NEWCOMER, now=late).role == "manager"
    assert AccessLog.objects.filter(action="member.invitation_resent", subject="nora@new.example").exists()


def test_once_the_mail_server_is_back_sending_again_clears_the_error(
    world: World, django_capture_on_commit_callbacks: Any, broken: list[OSError]
) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    broken.clear()
    _resend(world, django_capture_on_commit_callbacks, made, NOW)
    made.refresh_from_db()
    assert (made.mailed_at, made.mail_error) == (NOW, "")


def test_an_expired_invitation_can_be_sent_again(world: World, django_capture_on_commit_callbacks: Any) -> None:
    made, later = _invite(world, django_capture_on_commit_callbacks), NOW + timedelta(days=30)
    assert invitations.open_invitations(world.admin, now=later) == []
    _resend(world, django_capture_on_commit_callbacks, made, later)
    assert invitations.open_invitations(world.admin, now=later) == [made]


@pytest.mark.parametrize(("field", "code"), [("accepted_at", "invitation_used"), ("revoked_at", "invitation_revoked")])
def test_an_invitation_that_is_over_is_not_sent_again(
    world: World, django_capture_on_commit_callbacks: Any, field: str, code: str
) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    Invitation.objects.filter(pk=made.pk).update(**{field: NOW})
    with pytest.raises(Conflict) as refused:
        invitations.resend(world.admin, invitation_id=made.pk, now=NOW)
    assert refused.value.code == code


def test_only_those_who_may_invite_send_again_and_only_their_agencys(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    with pytest.raises(Forbidden):
        invitations.resend(world.manager, invitation_id=made.pk, now=NOW)
    with pytest.raises(NotFound):
        invitations.resend(world.rival_owner, invitation_id=made.pk, now=NOW)


def test_an_admin_does_not_renew_an_owners_invitation(world: World, django_capture_on_commit_callbacks: Any) -> None:
    made = _invite(world, django_capture_on_commit_callbacks, role="owner", by=world.owner)
    with pytest.raises(Forbidden):
        invitations.resend(world.admin, invitation_id=made.pk, now=NOW)


def test_the_members_page_says_what_was_not_mailed_and_sends_it_again(
    world: World, django_capture_on_commit_callbacks: Any, broken: list[OSError]
) -> None:
    browser = world.browser(world.owner)
    given = {"email": "nora@new.example", "role": "analyst", "brands": [str(world.alder.pk)]}
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/settings/members/invite/", given).status_code == 302
    page = browser.get("/settings/members/").content.decode()
    assert "Email not sent" in page
    assert "The mail server can&#x27;t be reached." in page
    broken.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"/settings/invitations/{Invitation.objects.get().pk}/resend/").status_code == 302
    assert "Email not sent" not in browser.get("/settings/members/").content.decode()
    assert mail.outbox[-1].to == ["nora@new.example"]


def test_the_api_says_how_the_mail_went_and_sends_it_again(
    world: World, django_capture_on_commit_callbacks: Any, broken: list[OSError]
) -> None:
    made = _invite(world, django_capture_on_commit_callbacks)
    Invitation.objects.update(expires_at=datetime.now(UTC) + timedelta(days=1))
    browser = world.browser(world.owner)
    [row] = browser.get("/api/v1/invitations/").json()["results"]
    assert (row["mailed_at"], row["mail_error"]) == (None, "The mail server can't be reached.")
    broken.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            browser.post(f"/api/v1/invitations/{made.pk}/resend/", {}, content_type="application/json").status_code
            == 200
        )
    [row] = browser.get("/api/v1/invitations/").json()["results"]
    assert row["mailed_at"] is not None
    assert row["mail_error"] == ""

"""An account whose address nobody confirmed holds nothing: founded by somebody else, it arms nobody and stands in nobody's way."""

import re
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import Membership, User
from accounts.services import agencies, invitations, letters
from tests.races import until_somebody_waits
from tests.world import World

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
VICTIM, HIS, HERS = "victim@pre.example", "an attacker chose this", "her own long password"


def _found(browser: Client, password: str = HIS, slug: str = "preempted") -> None:
    body = {"name": "Pre", "slug": slug, "person": "Vic", "email": VICTIM, "password": password}
    assert browser.post("/api/v1/agencies/", body, content_type="application/json").status_code == 201


def _link() -> str:
    letters.send_due(timezone.now())
    found = re.search(r"/accounts/confirm-email/\S+", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def _logs_in(password: str) -> bool:
    browser = Client(HTTP_HOST="localhost")
    browser.post("/accounts/login/", {"login": VICTIM, "password": password})
    return "_auth_user_id" in browser.session


@pytest.fixture
def founder(world: World) -> Client:
    connection.set_schema_to_public()
    return Client(HTTP_HOST="localhost")


def test_who_confirms_in_the_browser_they_signed_up_in_logs_in(founder: Client) -> None:
    _found(founder, HERS)
    assert founder.post(_link())["Location"].endswith("/accounts/login/")
    assert _logs_in(HERS)


def test_confirming_what_somebody_else_began_does_not_arm_their_password(founder: Client) -> None:
    _found(founder)
    hers = Client(HTTP_HOST="localhost")
    way = hers.post(_link())["Location"]
    assert "/accounts/password/reset/key/" in way
    assert not _logs_in(HIS)
    form = hers.get("/accounts/" + way.split("/accounts/", 1)[1], follow=True).redirect_chain[-1][0]
    hers.post(form, {"password1": HERS, "password2": HERS})
    assert _logs_in(HERS) and not _logs_in(HIS)


def test_of_two_sign_ups_the_password_of_the_browser_that_confirms_counts_and_only_that(founder: Client) -> None:
    _found(founder, HERS)
    _found(Client(HTTP_HOST="localhost"), HIS, slug="again")
    assert not _logs_in(HERS) and not _logs_in(HIS), "nothing counts before the mailbox has spoken"
    founder.post(_link())
    assert _logs_in(HERS) and not _logs_in(HIS)


def test_logging_in_with_what_was_just_typed_does_not_tell_whether_there_was_an_account(founder: Client) -> None:
    _found(founder, HERS)
    founder.post(_link())
    seen = []
    for email, slug in ((VICTIM, "there"), ("nobody-yet@pre.example", "new")):
        cache.clear()  # the limit of mails to one address
        browser = Client(HTTP_HOST="localhost")
        body = {"name": "Pre", "slug": slug, "person": "V", "email": email, "password": HIS}
        assert browser.post("/signup/", body).status_code == 302
        mail.outbox.clear()
        page = browser.post("/accounts/login/", {"login": email, "password": HIS})
        seen.append(
            (
                page.status_code,
                sorted(page.cookies),
                "Wrong email address or password" in page.content.decode(),
                mail.outbox,
            )
        )
    assert seen[0] == seen[1] and seen[0][2]


def test_an_invitation_is_accepted_over_an_unconfirmed_account(
    founder: Client, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    _found(founder)
    world.enter()
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(world.admin, email=VICTIM, role="analyst", brand_ids=[], now=NOW)
    token = mail.outbox[-1].body.split("/invitations/")[1].split("/")[0]
    assert not invitations.has_account(invitations.find(token, now=NOW))
    member = invitations.accept(token, user=None, newcomer={"name": "Vera", "password": HERS}, now=NOW)
    assert User.objects.get(email=VICTIM) == member.user
    assert member.user.name == "Vera" and member.user.check_password(HERS)
    assert EmailAddress.objects.get(user=member.user).verified


def test_two_who_take_an_account_over_at_once_come_one_after_the_other(committed_world: World) -> None:
    """The second would set another password, and unconfirm the address, beneath the first."""
    connection.set_schema_to_public()
    user = agencies.new_person(email=VICTIM, name="Vic")
    refused: list[DomainError] = []

    def second() -> None:
        try:
            with transaction.atomic():
                agencies.take_over(User.objects.get(pk=user.pk), name="Eve")
        except DomainError as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        agencies.take_over(user, name="Vera", password=HERS)
        thread = threading.Thread(target=second)
        thread.start()
        until_somebody_waits(thread)
    thread.join(30)
    assert [error.code for error in refused] == ["log_in_first"]
    assert User.objects.get(pk=user.pk).check_password(HERS)
    assert EmailAddress.objects.get(user=user).verified


def test_a_confirmed_account_is_taken_over_by_nobody(founder: Client) -> None:
    _found(founder, HERS)
    founder.post(_link())
    _found(Client(HTTP_HOST="localhost"), HIS, slug="two-two")
    assert _logs_in(HERS) and not _logs_in(HIS)
    assert not Membership.objects.filter(agency__slug="two-two").exists()

"""A sign-up tells nobody who has an account; what nobody confirmed ends in time, and nothing else does."""

import re
from datetime import timedelta
from difflib import unified_diff
from typing import Any

import psycopg
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import jobs
from accounts.errors import NotFound
from accounts.models import AccessLog, Agency, Domain, Membership, User
from accounts.roles import OWNER
from accounts.services import agencies, letters, schema_template, unclaimed, unconfirmed
from accounts.services.database_owner import owner_connection
from tests.world import World

THERE, NEW, PASSWORD = "owner@north.example", "newby@again.example", "correct horse battery"


@pytest.fixture
def ground(world: World) -> World:
    """The world on the platform's host; its owner's address is confirmed."""
    connection.set_schema_to_public()
    EmailAddress.objects.create(user=world.owner.user, email=THERE, verified=True, primary=True)
    return world


def _body(email: str, slug: str, **more: str) -> dict[str, str]:
    return {"name": "A new desk", "slug": slug, "person": "Nora New", "email": email, "password": PASSWORD, **more}


def _plain(text: str) -> str:
    """Without what differs between any two sign-ups: ids, tokens, times, the address of the agency and of the person."""
    for pattern in (
        r"[0-9a-f]{8}-[0-9a-f-]{27}",
        r"desk-(one|two)",
        r"\b\w{64}\b",
        r'(?<=server-time" content=")\d+',
        r'(?<=nonce=")[^"]+',
    ):
        text = re.sub(pattern, "*", text)
    return re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+Z", "*", text).replace(THERE, "*").replace(NEW, "*")


def _answers(email: str, own: str, **more: str) -> list[Any]:
    """What somebody sees who signs up with this address, by page and by API: status, headers, cookies' names, text."""
    seen = []
    for way, slug in (("/signup/", own), ("/api/v1/agencies/", f"{own}-api")):
        for limits in caches.all():
            limits.clear()
        browser = Client(HTTP_HOST="localhost", headers={"Request-Id": "the-same-for-both"})
        kind = {"content_type": "application/json"} if "api" in way else {}
        pages = [browser.post(way, {**_body(email, slug), **more}, **kind)]  # type: ignore[arg-type]
        agency = Agency.objects.filter(slug=slug).first()
        if agency:
            Agency.objects.filter(pk=agency.pk).update(status="active")
            pages += [browser.get(f"/signup/{agency.pk}/"), browser.get(f"/api/v1/agencies/{agency.pk}/")]
        for page in pages:
            # The parts of the policy come in any order, and a limit's end moves with the clock.
            headers = {name: "; ".join(sorted(_plain(value).split("; "))) for name, value in page.headers.items()}
            headers.pop("RateLimit-Reset", None)
            headers.pop("ETag", None)  # a digest of the text below, ids and all
            seen.append((page.status_code, headers, sorted(page.cookies), _plain(page.content.decode())))
    return seen


@pytest.mark.parametrize(
    "more", [{}, {"password": "abc1"}, {"person": " "}, {"password": "the address itself"}, {"slug": "north"}]
)
def test_a_sign_up_answers_the_same_whether_the_address_has_an_account(ground: World, more: dict[str, str]) -> None:
    itself = more.get("password") == "the address itself"
    there, new = (
        _answers(email, slug, **({"password": email} if itself else more))
        for email, slug in ((THERE, "desk-one"), (NEW, "desk-two"))
    )
    for one, other in zip(there, new, strict=True):
        assert one[-1] == other[-1], list(unified_diff(one[-1].split("\n"), other[-1].split("\n"), n=0))
        assert one[1].items() ^ other[1].items() == set()
        assert one == other
    assert (there[0][0] == 302) == (not more)


def test_as_much_work_goes_into_the_password_of_an_address_with_an_account(
    ground: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    real = unconfirmed.make_password
    monkeypatch.setattr(unconfirmed, "make_password", lambda raw: (hashed.append(raw), real(raw))[1])
    for email, slug in ((THERE, "desk-one"), (NEW, "desk-two")):
        assert Client(HTTP_HOST="localhost").post("/signup/", _body(email, slug)).status_code == 302
        assert hashed == [PASSWORD]
        hashed.clear()


def test_who_has_the_account_is_told_by_mail_and_takes_the_agency_after_logging_in(ground: World) -> None:
    thief = Client(HTTP_HOST="localhost")
    thief.post("/signup/", _body(THERE, "desk-one"))
    letters.send_due(timezone.now())
    [letter] = mail.outbox
    assert letter.to == [THERE]
    assert "/accounts/password/reset/" in letter.body and f"{settings.CONFIRM_DAYS} days" in letter.body
    assert (
        ground.owner.user.check_password(PASSWORD) and not Membership.objects.filter(agency__slug="desk-one").exists()
    )
    agency = Agency.objects.get(slug="desk-one")
    assert thief.post(f"/signup/{agency.pk}/take/")["Location"].startswith("/accounts/login/")
    hers = Client(HTTP_HOST="localhost")
    hers.force_login(ground.owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "A new desk" in hers.get("/").content.decode()
    assert hers.post(f"/signup/{agency.pk}/take/")["Location"] == agencies.origin_of(agency) + "/"
    assert Membership.objects.get(agency=agency).role == OWNER
    assert "Created with your address" not in hers.get("/").content.decode()


def test_nobody_else_takes_it_and_it_is_taken_once(ground: World) -> None:
    agency = agencies.request_agency(
        name="A new desk", slug="desk-one", founder={"name": "N", "email": THERE, "password": PASSWORD}
    )
    EmailAddress.objects.create(user=ground.admin.user, email=THERE, verified=False)  # says so, never showed it
    for user, wanted in ((ground.admin.user, agency.pk), (ground.owner.user, ground.rival.pk)):
        with pytest.raises(NotFound):
            unclaimed.take(user, agency_id=wanted)
    unclaimed.take(ground.owner.user, agency_id=agency.pk)
    with pytest.raises(NotFound):
        unclaimed.take(ground.owner.user, agency_id=agency.pk)


def _mails_of(browser: Client, email: str) -> int:
    mail.outbox.clear()
    for number in range(3):
        browser.post("/signup/", _body(email, f"{email[0]}-again-{number}"))
    letters.send_due(timezone.now())
    return len(mail.outbox)


def test_repeated_sign_ups_write_one_mail_to_either_kind_of_address(ground: World) -> None:
    browser = Client(HTTP_HOST="localhost")
    assert (_mails_of(browser, THERE), _mails_of(browser, NEW)) == (1, 1)


# --- what nobody confirmed --------------------------------------------------------------------------------------------
def _founded(email: str, slug: str, *, days: int) -> Agency:
    agency = agencies.request_agency(
        name="A new desk", slug=slug, founder={"name": "N", "email": email, "password": PASSWORD}
    )
    then = timezone.now() - timedelta(days=days, minutes=1)
    Agency.objects.filter(pk=agency.pk).update(created_at=then, status="active")
    User.objects.filter(email=email).exclude(email=THERE).update(created_at=then)
    return agency


def test_what_nobody_confirmed_in_time_is_closed_and_its_name_and_address_are_free_again(ground: World) -> None:
    late = _founded(NEW, "desk-one", days=settings.CONFIRM_DAYS)
    for_owner = _founded(THERE, "desk-two", days=settings.CONFIRM_DAYS)
    for _ in range(2):
        jobs.close_never_confirmed()
    for agency in (late, for_owner):
        agency.refresh_from_db()
        assert (agency.status, agency.owner_email, agency.progress) == ("closed", "", "")
        assert AccessLog.objects.filter(agency=agency, action="agency.never_confirmed").count() == 1
    assert not User.objects.filter(email=NEW).exists()
    for slug, email in (("desk-one", NEW), ("desk-two", THERE)):
        _founded(email, slug, days=0)
        assert Domain.objects.filter(domain__startswith=f"{slug}.").exists()


def test_what_is_confirmed_or_not_yet_late_is_never_touched(ground: World) -> None:
    early = _founded(NEW, "desk-one", days=settings.CONFIRM_DAYS - 1)
    confirmed = _founded("shown@new.example", "desk-two", days=900)
    EmailAddress.objects.filter(email="shown@new.example").update(verified=True)
    taken = _founded(THERE, "desk-three", days=900)
    unclaimed.take(ground.owner.user, agency_id=taken.pk)
    Agency.objects.update(created_at=timezone.now() - timedelta(days=900))
    Agency.objects.filter(pk=early.pk).update(created_at=timezone.now())
    before = sorted(Agency.objects.values_list("pk", "slug", "status"))
    people = sorted(User.objects.values_list("pk", "email", "password", "is_active"))
    jobs.close_never_confirmed()
    assert sorted(Agency.objects.values_list("pk", "slug", "status")) == before
    assert sorted(User.objects.values_list("pk", "email", "password", "is_active")) == people
    assert {confirmed.pk, taken.pk} <= {pk for pk, _, _ in before}


def test_an_account_whose_last_sign_up_is_young_stays(ground: World) -> None:
    _founded(NEW, "desk-one", days=30)
    _founded(NEW, "desk-two", days=0)
    User.objects.filter(email=NEW).update(created_at=timezone.now() - timedelta(days=30))
    jobs.close_never_confirmed()
    assert list(Agency.objects.filter(slug__startswith="desk-").values_list("slug", flat=True)) == ["desk-two"]
    assert User.objects.get(email=NEW).is_active


def test_an_agency_that_fails_stops_no_other(ground: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (_founded(f"{slug}@new.example", slug, days=30) for slug in ("desk-one", "desk-two"))
    real = unclaimed._remove_rooms

    def remove(agency: Agency) -> None:
        if agency.pk == bad.pk:
            raise psycopg.OperationalError("the owner's connection is away")
        real(agency)

    monkeypatch.setattr(unclaimed, "_remove_rooms", remove)
    jobs.close_never_confirmed()
    assert Agency.objects.get(pk=good.pk).progress == "" and Agency.objects.get(pk=bad.pk).progress
    monkeypatch.undo()
    jobs.close_never_confirmed()
    assert Agency.objects.get(pk=bad.pk).progress == "", "found again by the next run"


def test_the_schema_of_what_nobody_confirmed_is_gone(committed_world: World) -> None:
    connection.set_schema_to_public()
    assert schema_template.rebuild_template()
    agency = _founded(NEW, "desk-one", days=30)
    Agency.objects.filter(pk=agency.pk).update(status="requested")
    agencies.create(agency.pk)
    jobs.close_never_confirmed()
    with owner_connection() as owner:
        names = {name for (name,) in owner.execute("SELECT nspname FROM pg_namespace").fetchall()}
    assert agency.schema_name not in names and committed_world.north.schema_name in names

"""The reader's zone, and how refusals look."""

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.api.tags import Stale
from accounts.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Unavailable
from accounts.events.services import placing
from accounts.middleware import DomainErrorMiddleware
from accounts.models import AccessLog, User
from accounts.services.access_log import log
from tests.markup import flat
from tests.world import World


def _log_page(world: World) -> str:
    log("login", agency=world.north, actor=None, at=datetime(2026, 1, 15, 12, 0, tzinfo=UTC))
    placing.place_events()
    page = str(world.browser(world.owner).get("/settings/audit/").content.decode())
    world.enter()
    return page


def test_times_are_the_agencys_until_one_chooses_ones_own(world: World) -> None:
    assert "13:00 CET" in _log_page(world)
    User.objects.filter(pk=world.owner.user_id).update(time_zone="Asia/Tokyo")
    assert "21:00 JST" in _log_page(world)


def test_a_zone_this_machine_does_not_know_is_passed_over(world: World) -> None:
    User.objects.filter(pk=world.owner.user_id).update(time_zone="Mars/Olympus")
    assert "12:00 UTC" in _log_page(world)


def test_the_zone_of_one_reader_does_not_reach_the_next(world: World) -> None:
    before = timezone.get_current_timezone_name()
    _log_page(world)
    assert timezone.get_current_timezone_name() == before


def test_the_api_speaks_utc(world: World) -> None:
    log("login", agency=world.north, actor=None, at=datetime(2026, 1, 15, 12, 0, tzinfo=UTC))
    rows = world.browser(world.owner).get("/api/v1/accesslog/").json()["results"]
    assert rows[0]["at"] == "2026-01-15T12:00:00Z"
    assert AccessLog.objects.count() == 1


ERRORS = (Invalid, Forbidden, NotFound, Conflict, Unavailable, Stale)


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("htmx", [False, True])
def test_every_refusal_says_its_reason_with_its_status(kind: type[DomainError], htmx: bool) -> None:
    request: Any = RequestFactory().get("/")
    request.htmx = type("Htmx", (), {"boosted": False, "__bool__": lambda _: htmx})()
    answer = DomainErrorMiddleware(lambda _: None).process_exception(request, kind("The barn is on fire."))  # type: ignore[arg-type,return-value]
    assert answer is not None
    assert answer.status_code == kind.status
    assert "The barn is on fire." in answer.content.decode()
    assert ("<html" in answer.content.decode()) is not htmx


def test_a_host_without_an_agency_says_so(world: World) -> None:
    answer = Client(HTTP_HOST="nobody.localhost").get("/")
    assert answer.status_code == 404


def test_health_is_told_without_a_zone_or_a_log_in(world: World) -> None:
    for host in ("north.localhost", "localhost", "10.1.2.3"):
        assert Client(HTTP_HOST=host).get("/healthz").status_code == 200


def test_a_conflict_says_somebody_was_first_only_where_somebody_was(rf: RequestFactory) -> None:
    def page_of(code: str) -> str:
        request: Any = rf.get("/")
        request.htmx = None
        conflict = Conflict("It was dismissed already.", code=code)
        answer = DomainErrorMiddleware(lambda _: None).process_exception(request, conflict)  # type: ignore[arg-type,return-value]
        assert answer is not None
        return flat(answer.content.decode())

    assert "Somebody changed this first" in page_of("changed_since")
    other = page_of("wrong_state")
    assert "Somebody changed this first" not in other
    assert "<h1>This can't be done now</h1>" in other


def test_pages_are_packed_for_browsers_that_unpack_them(world: World) -> None:
    browser = world.browser(world.manager)
    whole = browser.get("/brands/")
    packed = browser.get("/brands/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in whole
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(whole.content) / 2
    assert b"Alder Coffee" in gzip.decompress(packed.content)


def test_what_is_changed_by_its_tag_keeps_a_strong_one(world: World) -> None:
    browser = world.browser(world.manager)
    address = f"/api/v1/brands/{world.alder.pk}/"
    answer = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer and answer["ETag"].startswith('"')
    kept = browser.patch(address, {}, content_type="application/json", headers={"If-Match": answer["ETag"]})
    assert kept.status_code == 200

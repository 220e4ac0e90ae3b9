"""What is away is 503 with a sentence, wherever in a request it was met; what is our fault stays 500."""

from collections.abc import Callable
from typing import Any

import kombu.exceptions
import psycopg
import psycopg.errors
import psycopg_pool
import pytest
import redis
from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from django.test import Client

from accounts.errors import Unavailable
from accounts.outages import outage
from tests.world import World


def raised_from(cause: Exception, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("not in a sentence for people")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (raised_from(psycopg_pool.PoolTimeout("no connection")), "unavailable"),
        (raised_from(psycopg.OperationalError("connection refused")), "unavailable"),
        (raised_from(psycopg.errors.AdminShutdown("terminating")), "unavailable"),
        (raised_from(psycopg.InterfaceError("closed"), InterfaceError), "unavailable"),
        (raised_from(psycopg.errors.QueryCanceled("statement timeout")), "busy"),
        (raised_from(psycopg.errors.LockNotAvailable("lock timeout")), "busy"),
        (raised_from(psycopg.errors.TooManyConnections("too many")), "busy"),
        (raised_from(psycopg.errors.DeadlockDetected("deadlock")), "busy"),
        (redis.ConnectionError("refused"), "unavailable"),
        (redis.TimeoutError("slow"), "unavailable"),
        (kombu.exceptions.OperationalError("refused"), "unavailable"),
    ],
)
def test_each_kind_of_outage_is_told_from_a_fault(error: Exception, code: str) -> None:
    found = outage(error)
    assert isinstance(found, Unavailable) and found.code == code
    assert "sentence for people" not in found.message


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), None])
def test_a_fault_of_ours_is_none(error: Exception | None) -> None:
    assert outage(error) is None


def _away(*given: Any, **more: Any) -> Any:
    raise raised_from(psycopg_pool.PoolTimeout("couldn't get a connection after 5.00 sec"))


Door = Callable[[pytest.MonkeyPatch], None]


def before_the_view(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("accounts.middleware.MembershipMiddleware._member", _away)


def in_the_view(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("accounts.permissions.may", _away)
    patch.setattr("accounts.scoping.ScopedQuerySet.visible_to", _away)


@pytest.mark.parametrize("door", [before_the_view, in_the_view])
def test_without_the_database_a_page_is_503_with_a_calm_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, door: Door
) -> None:
    browser = world.browser(world.manager)
    browser.raise_request_exception = False
    door(monkeypatch)
    answer = browser.get("/brands/")
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    assert "The database isn&#x27;t responding" in answer.content.decode()


@pytest.mark.parametrize("door", [before_the_view, in_the_view])
def test_without_the_database_the_api_is_503_with_a_stable_code(
    world: World, monkeypatch: pytest.MonkeyPatch, door: Door
) -> None:
    browser = world.browser(world.manager)
    browser.raise_request_exception = False
    door(monkeypatch)
    answer = browser.get("/api/v1/brands/")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer["Content-Type"] == "application/problem+json" and answer["Retry-After"] == "10"


def test_without_the_cache_a_page_is_503(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*given: Any, **more: Any) -> Any:
        raise redis.ConnectionError("refused")

    monkeypatch.setattr(type(caches["platform"]), "get", gone)
    browser = Client(HTTP_HOST="north.localhost", raise_request_exception=False)
    assert browser.get("/brands/").status_code == 503


def test_a_fault_of_ours_stays_500(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any, **more: Any) -> Any:
        raise RuntimeError("ours")

    monkeypatch.setattr("accounts.middleware.MembershipMiddleware._member", broken)
    browser = world.browser(world.manager)
    browser.raise_request_exception = False
    assert browser.get("/brands/").status_code == 500
    assert browser.get("/api/v1/brands/").json()["code"] == "fault"

"""Refusals of the framework, in the schema of whoever asked: by WSGI, and by ASGI, which renders them in another thread."""

import asyncio
import json
import logging
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from accounts.tenancy import current_schema, enter_public
from accounts.views import errors
from tests.world import World


def _by_asgi(browser: Client, path: str) -> HttpResponse:
    """As a server calls it."""
    cookies = "; ".join(f"{one.key}={one.value}" for one in browser.cookies.values())
    headers = [(b"host", browser.defaults["HTTP_HOST"].encode()), (b"cookie", cookies.encode())]
    scope: Any = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    sent: list[Any] = []

    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        return waiting.pop() if waiting else await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    async_to_sync(ASGIHandler())(scope, receive, send)
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return HttpResponse(body, status=sent[0]["status"])


def _by_wsgi(browser: Client, path: str) -> Any:
    browser.raise_request_exception = False
    return browser.get(path)


PATHS = ("/nothing/", "/incidents/5/parts/zzz/", "/admin/nothing/")


def _check(world: World, ask: Any) -> None:
    for who in ("owner", "manager", "client"):
        for path in PATHS:
            answer = ask(world.browser(getattr(world, who)), path)
            assert answer.status_code in ({404, 302} if path.startswith("/admin/") else {404}), (who, path)
            if answer.status_code == 404:
                assert b"There is nothing here" in answer.content
    for host in ("localhost", "north.localhost"):
        stranger = Client(HTTP_HOST=host)
        assert ask(stranger, "/nothing/").status_code == (302 if host.startswith("north") else 404)
        answer = ask(stranger, "/api/v1/nothing/")
        assert (answer.status_code, json.loads(answer.content)["code"]) == (404, "not_found")


def test_an_unknown_address_is_not_found_by_threads(world: World) -> None:
    _check(world, _by_wsgi)


def test_an_unknown_address_is_not_found_by_asgi_too(committed_world: World) -> None:
    _check(committed_world, _by_asgi)


def test_a_fault_is_logged_once_with_where_it_happened(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a fault of the frame")

    monkeypatch.setattr(errors.defaults, "page_not_found", broken)
    with caplog.at_level(logging.ERROR):
        assert _by_wsgi(world.browser(world.owner), "/nothing/").status_code == 500
    told = [one for one in caplog.records if one.levelno >= logging.ERROR and "/nothing/" in one.getMessage()]
    assert len(told) == 1
    assert "a fault of the frame" in caplog.text


def test_the_schema_of_the_request_is_entered_and_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_public()
    monkeypatch.setattr(connections["default"], "close", lambda: None)  # the test's transaction lives on it
    request: Any = type("Request", (), {"tenant": world.north})()
    with errors._where_it_was_asked(request):
        assert current_schema() == world.north.schema_name
    assert current_schema() == "public"

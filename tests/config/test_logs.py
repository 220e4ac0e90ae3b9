"""No line of any log opens anything."""

import io
import json
import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from config.logs import ContextFilter, SecretsFilter, without_secrets
from tests.world import World

TOKEN = "Zm9vYmFyYmF6cXV4_-abc123"


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {TOKEN}",
        f"key fb_{TOKEN} was refused",
        f"password={TOKEN}",
        f'{{"token": "{TOKEN}"}}',
        f"GET /enter/callback/?code={TOKEN}&next=/",
        f"Not Found: /invitations/{TOKEN}/",
        f"Conflict: /links/approve/{TOKEN}/",
        f"Gone: /links/acknowledge/{TOKEN}/",
        f"Not Found: /links/calendar/fbl_{TOKEN}.ics",
        f"Bad Request: /hooks/fbi_{TOKEN}",
        f"Too Many Requests: /links/alerts/fbl_{TOKEN}.atom",
        f"the calendar at fbl_{TOKEN} was fetched",
        f"Found: /accounts/confirm-email/{TOKEN}/",
        f"Found: /accounts/password/reset/key/{TOKEN}/",
        f"postgresql://app:{TOKEN}@db.example/firebreak",
        f"redis://:{TOKEN}@broker.example/0",
    ],
)
def test_what_opens_something_is_not_in_a_line(line: str) -> None:
    assert TOKEN not in without_secrets(line)
    assert "[…]" in without_secrets(line)


@pytest.mark.parametrize("line", ["Not Found: /incidents/answers/7/", "3 posts of https://feed.example/a?page=2"])
def test_the_rest_of_a_line_stays_as_it_is(line: str) -> None:
    assert without_secrets(line) == line


def _logger(formatter: str) -> tuple[logging.Logger, io.StringIO]:
    """A logger that writes as the product's own handler does, and what it wrote."""
    given = dict(settings.LOGGING["formatters"][formatter])
    maker: Any = import_string(given["()"]) if "()" in given else logging.Formatter
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(maker(given.get("fmt") or given.get("format")))
    handler.addFilter(ContextFilter())
    handler.addFilter(SecretsFilter())
    logger = logging.Logger("a test")
    logger.addHandler(handler)
    return logger, out


def test_no_field_of_a_line_carries_a_secret_whatever_was_given_as_extra() -> None:
    logger, out = _logger("json")
    request = RequestFactory().get(f"/links/acknowledge/{TOKEN}/?token={TOKEN}")
    extra = {
        "request": request,
        "status_code": 404,
        "data": {"token": TOKEN, "url": f"redis://:{TOKEN}@broker.example/0"},
        "where": f"/invitations/{TOKEN}/",
    }
    logger.warning("Not Found: %s", request.path, extra=extra, stack_info=True)
    line = json.loads(out.getvalue())
    assert TOKEN not in out.getvalue()
    assert line["request"] == "GET /links/acknowledge/[…]/" and line["status_code"] == 404
    assert "data" in line and "where" in line


def _addresses(patterns: Any, before: str = "/") -> Any:
    for pattern in patterns:
        here = before + str(pattern.pattern).lstrip("^").rstrip("$\\Z")
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here


# Opens nothing without a log-in: names one's own last act.
HARMLESS = {"/mentions/undo/<slug:key>/"}


@pytest.mark.parametrize("hosts", ["config.urls", "config.urls_public"])
def test_every_address_that_opens_something_by_itself_is_known_to_the_log(hosts: str) -> None:
    every = set(_addresses(get_resolver(hosts).url_patterns)) - HARMLESS
    opening = [address for address in every if re.search(r"<(?:str:|slug:)?(?:token|key)>(?!\[0-9a-f-\])", address)]
    assert opening
    for address in opening:
        path = re.sub(r"<[^>]*(?:token|key)>|\(\?P<(?:token|key)>[^)]*\)", TOKEN, address)
        path = re.sub(r"\(\?P<\w+>[^)]*\)", "1a", path)
        assert TOKEN in path and TOKEN not in without_secrets(f"Not Found: {path}"), address


@pytest.mark.parametrize("formatter", ["json", "line"])
def test_a_traceback_carries_no_secret_either(formatter: str) -> None:
    logger, out = _logger(formatter)
    try:
        raise OSError(f"no way to redis://:{TOKEN}@broker.example/0")
    except OSError:
        logger.exception("it failed")
    text = out.getvalue()
    assert TOKEN not in text and "@broker.example/0" in text and "Traceback" in text
    if formatter == "json":
        assert json.loads(text)["message"] == "it failed"


def test_figures_are_for_whoever_holds_the_token(world: World, settings: Any) -> None:
    client = Client(HTTP_HOST="localhost")
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer "}):
        assert client.get("/metrics", headers=wrong).status_code == 404
    right = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 200 and "django_http_requests" in right.content.decode()

"""Refusals that come from the framework, in our words."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.views import defaults

from accounts.outages import RETRY_SECONDS, outage
from accounts.pages import Refusal, context_of, show
from accounts.request_ids import current_request_id
from accounts.tenancy import current_schema, enter, enter_public

logger = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a good token: mostly an old page."""
    message = (
        "This page was open too long or came from elsewhere. Go back, reload it and send it again; nothing was changed."
    )
    return show(request, "403.html", Refusal(message=message, code="csrf"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address nothing answers to: a page for people, a problem for programs."""
    if request.path.startswith("/api/"):
        # SlashMiddleware sends no call of the API on, since a client that follows would make a POST a GET.
        if not request.path.endswith("/") and is_valid_path(f"{request.path}/", getattr(request, "urlconf", None)):
            return _problem(404, "not_found", "Addresses of the API end with a slash.")
        return _problem(404, "not_found", "There is nothing here, or you don't have access to it.")
    with _where_it_was_asked(request):
        return defaults.page_not_found(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal of the framework's own."""
    with _where_it_was_asked(request):
        return show(
            request, "403.html", Refusal(message="You don't have access to this.", code="forbidden"), status=403
        )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request the framework can't read."""
    if request.path.startswith("/api/"):
        return _problem(400, "malformed", "This request can't be read.")
    with _where_it_was_asked(request):
        message = "This request can't be read. Go back and try again; nothing was changed."
        return show(request, "400.html", Refusal(message=message, code="malformed"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, without its details; or 503 where what we need is away, wherever in the request that was met."""
    away = outage(sys.exc_info()[1])
    if away is not None:
        answer = (
            _problem(503, away.code, away.message)
            if request.path.startswith("/api/")
            # Without the request: the frame's context would ask the database that is away.
            else HttpResponse(
                render_to_string("503.html", context_of(Refusal(message=away.message, code=away.code))), status=503
            )
        )
        answer["Retry-After"] = str(RETRY_SECONDS)
        return answer
    answer = _fault(request)
    with _where_it_was_asked(request):
        logger.exception("%s %s failed", request.method, request.path)  # once, and in the schema it happened in
    answer._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
    return answer


@contextmanager
def _where_it_was_asked(request: HttpRequest) -> Iterator[None]:
    """In the schema of the request's agency, with a connection that is given back.

    Under ASGI the framework renders errors in another thread than the request's, whose connection is in the public schema.
    """
    agency = getattr(request, "tenant", None)
    if agency is None or current_schema() == agency.schema_name:
        yield
        return
    enter(agency)
    try:
        yield
    finally:
        enter_public()
        connection.close()


def _fault(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _problem(500, "fault", "Something went wrong on our side. It has been logged.")
    return defaults.server_error(request)


def _problem(status: int, code: str, detail: str) -> HttpResponse:
    body = {
        "type": "about:blank", "status": status, "code": code, "title": HTTPStatus(status).phrase, "detail": detail,
        "request_id": current_request_id(),
    }  # fmt: skip
    return JsonResponse(body, status=status, content_type="application/problem+json")

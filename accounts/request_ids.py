"""Which request this is: one id in its answer, its problem, every line of the log and every event it causes."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponseBase

HEADER = "Request-Id"
# What a caller or a proxy may name it: nothing that could break a line of the log or fill it.
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_ID: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _ID.get()


class RequestIdMiddleware:
    """Takes the caller's `Request-Id` or `X-Request-Id` where it is one, else makes one; says it in the answer's header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER) or request.headers.get("X-Request-Id", "")
        name = given if _GIVEN.fullmatch(given) else uuid4().hex
        _ID.set(
            name
        )  # until the answer is closed: the framework writes its own line about a refusal after this returns
        response = self.get_response(request)
        response[HEADER] = name
        return response


def _forget(**_: object) -> None:
    _ID.set("")


request_finished.connect(_forget, dispatch_uid="accounts.request_ids")


class RequestIdFilter(logging.Filter):
    """Names the request in each line of the log; `-` outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is written."""
        record.request_id = current_request_id() or "-"
        return True

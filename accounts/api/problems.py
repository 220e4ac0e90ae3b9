"""Every error as RFC 9457 problem details with a stable code."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from accounts.errors import DomainError
from accounts.request_ids import current_request_id

_CODES = {
    exceptions.NotAuthenticated: ("not_authenticated", "Log in, or send an API key."),
    exceptions.AuthenticationFailed: ("bad_key", ""),
    exceptions.ParseError: ("malformed", ""),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", "Send application/json."),
    exceptions.NotAcceptable: ("not_acceptable", "Answers are application/json."),
    exceptions.MethodNotAllowed: ("method_not_allowed", ""),
    exceptions.Throttled: ("too_many_requests", ""),
    exceptions.PermissionDenied: ("forbidden", ""),
    exceptions.NotFound: ("not_found", "There is nothing here, or you don't have access to it."),
}


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """A problem+json answer."""
    body = {
        "type": "about:blank", "status": status, "code": code, "title": HTTPStatus(status).phrase, "detail": detail,
        "request_id": current_request_id(), **more,  # people paste what they see, and nobody sees headers
    }  # fmt: skip
    return Response(body, status=status, content_type="application/problem+json")


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. None for what is a fault of ours: a 500."""
    # DRF's own handler begins with this; one that replaces it has to do it itself.
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    # A SuspiciousOperation to Django, raised where the parser reads the body: it would be a bare page with 400.
    if isinstance(error, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return problem(413, "too_large", f"A request has at most {most} MB. Nothing was changed.")
    if isinstance(error, DomainError):
        set_rollback()
        more = {"errors": error.fields} if error.fields else {}
        answer = problem(
            error.status, error.code, error.message, **more, **({"data": error.data} if error.data else {})
        )
        if "retry_after" in error.data:
            answer["Retry-After"] = str(error.data["retry_after"])
        return answer
    if isinstance(error, exceptions.ValidationError):
        set_rollback()
        return problem(400, "invalid", "Some fields are invalid.", errors=error.detail)
    if isinstance(error, exceptions.APIException):
        set_rollback()
        return _of_framework(error)
    return None


def _of_framework(error: exceptions.APIException) -> Response:
    code, words = _CODES.get(type(error), ("error", ""))
    answer = problem(error.status_code, code, words or str(error.detail))
    wait = getattr(error, "wait", None)
    if wait:
        answer["Retry-After"] = str(int(wait) + 1)  # whole seconds, rounded up: a fraction early is refused again
    # RFC 9110, 15.5.2: a 401 must name the ways to log in.
    header = getattr(error, "auth_header", None)
    if header:
        answer["WWW-Authenticate"] = header
    return answer

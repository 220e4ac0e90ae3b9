"""Refusals that come from the framework, in our words."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a good token: mostly an old page."""
    message = (
        "This page was open too long or came from elsewhere. Go back, reload it and send it again; nothing was changed."
    )
    return render(request, "403.html", {"message": message, "code": "csrf"}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address nothing answers to: a page for people, a problem for programs."""
    if request.path.startswith("/api/"):
        return _problem(404, "not_found", "There is nothing here that you may see.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, without its details."""
    if request.path.startswith("/api/"):
        return _problem(500, "fault", "A fault of ours; it is in the log.")
    return defaults.server_error(request)


def _problem(status: int, code: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "status": status, "code": code, "title": detail, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")

"""Refusals that come from the framework, in our words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a good token: mostly an old page."""
    message = (
        "This page was open too long or came from elsewhere. Go back, reload it and send it again; nothing was changed."
    )
    return render(request, "403.html", {"message": message, "code": "csrf"}, status=403)

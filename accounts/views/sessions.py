"""Where a person is logged in, on the platform's host: every browser, and how each ends."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import NotFound
from accounts.models import User
from accounts.pages import show
from accounts.services import sessions
from accounts.services.sessions import OpenSession
from accounts.views.profile import device_of


@dataclass(frozen=True, kw_only=True)
class SessionList:
    """Open log-ins, each with its browser's name."""

    rows: list[tuple[OpenSession, str]]


@never_cache
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Every open log-in of this person: which browser, where, since when, last seen."""
    if not isinstance(request.user, User):
        return _log_in(request)
    sessions.seen(request.session, now=timezone.now())
    rows = [(row, device_of(row.user_agent)) for row in sessions.open_sessions(request.user, request.session)]
    return show(request, "accounts/session_list.html", SessionList(rows=rows))


@never_cache
@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """Ends the one that is named, or all others."""
    if not isinstance(request.user, User):
        return _log_in(request)
    one, now = request.POST.get("id", ""), timezone.now()
    if one:
        session_id = whole_number(one, most=MOST_BIGINT)
        if session_id is None:
            raise NotFound("There is no such log-in.")
        sessions.end_one(request.user, session_id=session_id, now=now)
        messages.success(request, "That log-in has ended")
    else:
        count = sessions.end_others(request.user, request.session, now=now)
        messages.success(
            request, f"{count} ended: only this browser is logged in here" if count else "There was no other log-in"
        )
    return redirect("sessions")


def _log_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?next=/accounts/sessions/")

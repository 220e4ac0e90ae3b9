"""Private links: what a calendar or a feed reader fetches, and how a person makes and ends them on their profile."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import TooMany
from accounts.models import PrivateLink
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import link_bodies, private_links

Body = Callable[[PrivateLink, datetime], bytes]


@dataclass(frozen=True, kw_only=True)
class LinkMade(SettingsPage):
    """A link with its address, shown once."""

    row: PrivateLink
    address: str


@require_safe
def calendar_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """A person's deadlines and dates, as a calendar fetches them: no log-in, the secret in the address opens it."""
    return _fetched(request, "calendar", token, link_bodies.calendar, link_bodies.CALENDAR_TYPE)


@require_safe
def alerts_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The alerts a person sees, as a feed reader fetches them."""
    return _fetched(request, "alerts", token, link_bodies.alerts, link_bodies.FEED_TYPE)


def _fetched(request: HttpRequest, kind: str, token: str, body: Body, content_type: str) -> HttpResponseBase:
    now = timezone.now()
    try:
        link = private_links.opened(request, request.tenant, kind=kind, token=token, now=now)  # type: ignore[attr-defined]
    except TooMany as error:
        wait = str(error.data["retry_after"])
        return HttpResponse(f"{error.message}\n", status=429, content_type="text/plain", headers={"Retry-After": wait})
    text = body(link, now)
    digest = hashlib.sha256(text).hexdigest()
    changed, tag = private_links.fetched(link, digest, now=now), f'"{digest[:32]}"'
    headers = {
        "ETag": tag,
        "Last-Modified": http_date(changed.timestamp()),
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",  # the address opens it: no link followed from it may carry it on
        "X-Robots-Tag": "noindex",  # nor an index of one that was posted by mistake
        "Content-Disposition": f'inline; filename="firebreak.{"ics" if kind == "calendar" else "atom"}"',
    }
    response = HttpResponse(text, content_type=content_type, headers=headers)
    return get_conditional_response(request, tag, int(changed.timestamp()), response) or response


@never_cache
@require_POST
@page("notifications.set")
def link_make(request: MemberRequest, kind: str) -> HttpResponse:
    """Makes a link and shows its address this once."""
    row, address = private_links.make_link(request.member, kind=kind, now=timezone.now())
    # In this answer itself: a redirect would have to keep the address somewhere.
    return show(request, "accounts/link_made.html", LinkMade(row=row, address=address))


@never_cache
@require_POST
@page("notifications.set")
def link_rotate(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Gives a link a new address and shows it this once."""
    row, address = private_links.rotate_link(request.member, link_id=pk, now=timezone.now())
    return show(request, "accounts/link_made.html", LinkMade(row=row, address=address))


@require_POST
@page("notifications.set")
def link_revoke(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ends a link at once."""
    private_links.revoke_link(request.member, link_id=pk, now=timezone.now())
    messages.success(request, "The link is revoked")
    return redirect("profile")

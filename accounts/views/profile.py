"""A person's own settings, and the browsers that may be woken."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, Invalid
from accounts.forms import carried_out
from accounts.forms.people import ProfileForm
from accounts.models import PRIVATE_LINKS, ApiKey, Membership, PrivateLink
from accounts.notifications.channels.push import public_key
from accounts.notifications.models import PushSubscription
from accounts.notifications.services import endpoints
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.permissions import may
from accounts.services import private_links
from accounts.services.applications import connections_of
from accounts.services.profile import edit_profile

CONNECT = "applications.connect"
# In this order: the browsers that also call themselves by another's name come first.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
LINK_WORDS = {
    "calendar": "Promised updates, your tasks, debriefs and planned events, for your calendar (iCal).",
    "alerts": "Every alert you may see, for a feed reader (Atom).",
}
# Likewise: Androids call themselves Linux, iPhones and iPads “like Mac OS X”.
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))


@dataclass(frozen=True, kw_only=True)
class LinkRow:
    """One kind of private link; `row` None: there is none yet."""

    kind: str
    heading: str
    says: str
    row: PrivateLink | None


@dataclass(frozen=True, kw_only=True)
class Profile(SettingsPage):
    """A person's own form, the browsers that may be woken, and private links to calendar and alerts."""

    form: ProfileForm
    connections: list[ApiKey]
    browsers: Iterable[PushSubscription]
    push_key: str
    links: Sequence[LinkRow]


@require_http_methods(["GET", "POST"])
@page("notifications.own")
def profile(request: MemberRequest) -> HttpResponse:
    """Name, time zone, appearance, keys; and which browsers are woken."""
    user = request.member.user
    initial = {
        "name": user.name,
        "time_zone": user.time_zone,
        "theme": user.theme or "system",
        "keys_on": user.keys_on,
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "theme": form.cleaned_data["theme"].replace("system", "")}
        if carried_out(form, lambda: edit_profile(request.member, **given)):
            messages.success(request, "Saved")
            return redirect("profile")
    mine = PushSubscription.objects.visible_to(request.member).filter(user_id=user.pk, gone_at=None)
    connected = connections_of(request.member, now=timezone.now()) if may(request.member, CONNECT) else []
    shown = Profile(
        form=form,
        connections=connected,
        browsers=mine.order_by("-created_at"),
        push_key=public_key(),
        links=_links(request.member),
    )
    return show(request, "accounts/profile.html", shown, status=422 if form.errors else 200)


def _links(member: Membership) -> list[LinkRow]:
    rows = {row.kind: row for row in private_links.links_of(member)}
    return [
        LinkRow(kind=kind, heading=PRIVATE_LINKS[kind], says=LINK_WORDS[kind], row=rows.get(kind))
        for kind in private_links.kinds_for(member)
    ]


def device_of(agent: str) -> str:
    """A browser's name for a person's list: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "Linux" if "Linux" in agent else "")
    return f"{browser} on {system}" if system else browser


@require_POST
@page("notifications.own")
def browser_add(request: MemberRequest) -> HttpResponse:
    """Keeps this browser's push subscription (JSON, sent by push.js)."""
    try:
        given = json.loads(request.body)
        if not isinstance(given, dict) or not isinstance(given.get("keys"), dict | None):
            raise Invalid("The browser's subscription could not be read.")
        device = device_of(request.headers.get("User-Agent", ""))
        session_key = request.session.session_key
        row = endpoints.subscribe(request.member, subscription=given, device=device, session_key=session_key)
    except ValueError:  # also what is no UTF-8
        return JsonResponse({"message": "The browser's subscription could not be read."}, status=400)
    except DomainError as error:
        return JsonResponse({"message": error.message}, status=error.status)
    return JsonResponse({"id": str(row.pk), "device": row.device}, status=201)


@require_POST
@page("notifications.own")
def browser_remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    """This browser is woken no more."""
    endpoints.unsubscribe(request.member, subscription_id=pk, now=timezone.now())
    messages.success(request, "That browser no longer gets push notifications")
    return redirect("profile")


@cache_control(max_age=0, must_revalidate=True)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """What runs in the background when a push arrives; from the root, so that it may open any page."""
    return render(request, "accounts/sw.js", content_type="text/javascript; charset=utf-8")


@cache_control(max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Lets a phone put Firebreak on its home screen; there, iPhones allow push."""
    agency = getattr(request, "tenant", None)
    name = f"{agency.name} on Firebreak" if agency else "Firebreak"
    icon = {"src": static("icons/firebreak.svg"), "sizes": "any", "type": "image/svg+xml"}
    body = {
        "id": "/",  # W3C's manifest: without it another start_url would be another app
        "name": name,
        "short_name": "Firebreak",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f6f3",
        "theme_color": "#f6f6f3",
        "lang": settings.LANGUAGE_CODE,
        "icons": [icon],
    }
    return JsonResponse(body, content_type="application/manifest+json")

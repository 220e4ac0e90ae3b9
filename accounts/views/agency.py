"""The index of settings, the agency's own, and its end."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import carried_out
from accounts.forms.people import AgencyForm, CloseForm
from accounts.models import Agency
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from accounts.services import agencies
from accounts.services.factors import has_second_factor

# Groups of entries: what it is called, where, its icon, what is there, and the capability it needs.
INDEX = (
    (
        "You",
        (
            ("Profile", "/profile/", "user", "Name, time zone, appearance, browsers to wake", "notifications.own"),
            ("Notifications", "/notifications/", "bell", "What you were told", "notifications.own"),
            ("What reaches you", "/notifications/choices/", "bell-ring", "By mail, by push", "notifications.own"),
        ),
    ),
    (
        "Agency",
        (
            ("Agency", "/settings/agency/", "building", "Name, time zone, second factor", "agency.settings"),
            ("Members", "/settings/members/", "users", "People, roles, invitations", "members.see"),
            ("Brands", "/brands/", "store", "Names, targets, teams, contacts", "brands.edit"),
            ("Access log", "/settings/access-log/", "scroll-text", "Who got in, who changed power", "accesslog.see"),
        ),
    ),
    (
        "Other systems",
        (
            ("API keys", "/settings/keys/", "key-round", "For programs that act for you", "keys.manage"),
            ("Webhooks", "/settings/webhooks/", "webhook", "Signed events to your own systems", "webhooks.manage"),
            ("API description", "/api/v1/docs/", "braces", "Every address, to read and try", "members.see"),
            ("Admin", "/admin/", "table-2", "Every record of the agency", "admin.enter"),
        ),
    ),
)


@require_safe
@page("notifications.own")
def settings_index(request: MemberRequest) -> HttpResponse:
    """What this member may set, in groups."""
    groups: list[tuple[str, list[Any]]] = []
    for title, entries in INDEX:
        mine = [entry[:4] for entry in entries if may(request.member, entry[4])]
        if mine:
            groups.append((title, mine))
    return show(request, "accounts/settings_index.html", {"active_nav": "settings", "groups": groups})


@require_http_methods(["GET", "POST"])
@page("agency.settings")
def agency_settings(request: MemberRequest) -> HttpResponse:
    """Name, time zone, whether a second factor is required."""
    agency = Agency.objects.get(pk=request.tenant.pk)  # the host's own is remembered for a while
    initial = {"name": agency.name, "time_zone": agency.time_zone, "require_mfa": agency.require_mfa}
    form = AgencyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if carried_out(form, lambda: agencies.rename(agency, by=request.member.user, **given)):
            messages.success(request, "Saved")
            return redirect("agency-settings")
    context = {
        "active_nav": "settings",
        "form": form,
        "may_close": may(request.member, "agency.close"),
        "without_factor": not has_second_factor(request.session),
    }
    return show(request, "accounts/agency_settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("agency.close")
def agency_close(request: MemberRequest) -> HttpResponse:
    """Closes the agency, once its address is typed."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agency, typed = Agency.objects.get(pk=request.tenant.pk), form.cleaned_data["slug"]
        if carried_out(form, lambda: agencies.close(agency, by=request.member.user, typed_slug=typed)):
            return HttpResponseRedirect(f"{settings.PLATFORM_ORIGIN}/")
    context = {"active_nav": "settings", "form": form}
    return show(request, "accounts/agency_close.html", context, status=422 if form.errors else 200)

"""The index of settings, the agency's own, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api.changelog import CHANGES, POLICY, POLICY_FROM, Change
from accounts.forms import carried_out
from accounts.forms.people import AgencyForm, CloseForm
from accounts.models import Agency
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.permissions import may
from accounts.services import agencies
from accounts.services.second_factor import has_second_factor

# Groups of entries: what it is called, where, its icon, what is there, and the capability it needs.
INDEX = (
    (
        "You",
        (
            ("Profile", "/profile/", "user", "Name, time zone, appearance, push notifications", "notifications.own"),
            ("Notifications", "/notifications/", "bell", "What you were told", "notifications.own"),
            ("Notification settings", "/notifications/choices/", "bell-ring", "By email, by push", "notifications.own"),
        ),
    ),
    (
        "Agency",
        (
            ("Agency", "/settings/agency/", "building", "Name, time zone, second factor", "agency.settings"),
            ("Members", "/settings/members/", "users", "People, roles, invitations", "members.see"),
            ("Brands", "/brands/", "store", "Names, targets, teams, contacts", "brands.edit"),
            (
                "Audit log",
                "/settings/audit/",
                "scroll-text",
                "Who did what, who logged in, who changed permissions",
                "accesslog.see",
            ),
        ),
    ),
    (
        "Other systems",
        (
            (
                "API keys",
                "/settings/keys/",
                "key-round",
                "For programs that act for you, or for a machine member",
                "keys.manage",
            ),
            (
                "Applications",
                "/settings/applications/",
                "plug",
                "Assistants and tools that people connect with their own log-in",
                "applications.manage",
            ),
            ("Webhooks", "/settings/webhooks/", "webhook", "Signed events to your own systems", "webhooks.manage"),
            (
                "Events",
                "/settings/webhooks/events/",
                "list",
                "All that webhooks and the change feed tell of",
                "members.see",
            ),
            ("API description", "/api/v1/docs/", "braces", "Every endpoint, to read and try out", "members.see"),
            ("Changes of the API", "/settings/api/", "history", "What changed, and what we promise", "members.see"),
            ("Admin", "/admin/", "table-2", "Every record of the agency", "admin.enter"),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class SettingsIndex(SettingsPage):
    """Groups of what may be set: a title, and entries of label, address, icon and what is there."""

    groups: list[tuple[str, list[tuple[str, str, str, str]]]]


@dataclass(frozen=True, kw_only=True)
class ApiChanges(SettingsPage):
    """What changed in the API, the newest first, and what is promised."""

    changes: Sequence[Change]
    policy: Sequence[str]
    policy_from: date


@dataclass(frozen=True, kw_only=True)
class AgencySettings(SettingsPage):
    """The agency's own form."""

    form: AgencyForm
    may_close: bool
    without_factor: bool


@dataclass(frozen=True, kw_only=True)
class AgencyClose(SettingsPage):
    """The last question before an agency ends."""

    form: CloseForm


@require_safe
@page("notifications.own")
def settings_index(request: MemberRequest) -> HttpResponse:
    """What this member may set, in groups."""
    groups: list[tuple[str, list[tuple[str, str, str, str]]]] = []
    for title, entries in INDEX:
        mine = [entry[:4] for entry in entries if may(request.member, entry[4])]
        if mine:
            groups.append((title, mine))
    return show(request, "accounts/settings_index.html", SettingsIndex(groups=groups))


@require_safe
@page("members.see")
def api_changes(request: MemberRequest) -> HttpResponse:
    """The API's changelog for people; programs read /api/v1/changelog/."""
    shown = ApiChanges(changes=CHANGES, policy=POLICY, policy_from=POLICY_FROM)
    return show(request, "accounts/api_changes.html", shown)


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
    shown = AgencySettings(
        form=form,
        may_close=may(request.member, "agency.close"),
        # Who requires one without having given one is sent to set it up at the next page: the form says so before.
        without_factor=not has_second_factor(request.session),
    )
    return show(request, "accounts/agency_settings.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("agency.close")
def agency_close(request: MemberRequest) -> HttpResponse:
    """Closes the agency, once its address is typed."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agency, typed = Agency.objects.get(pk=request.tenant.pk), form.cleaned_data["slug"]
        if carried_out(form, lambda: agencies.close(agency, by=request.member.user, typed_slug=typed)):
            return HttpResponseRedirect(f"{settings.PLATFORM_ORIGIN}/")
    return show(request, "accounts/agency_close.html", AgencyClose(form=form), status=422 if form.errors else 200)

"""Applications: which people may connect, the question whether one may act for somebody, and its end."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api.oauth import issuer_of
from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.forms import carried_out
from accounts.forms.applications import ApplicationForm, ConnectForm
from accounts.models import ApiKey, Application
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import applications, connecting


@dataclass(frozen=True, kw_only=True)
class ApplicationList(SettingsPage):
    """The agency's applications."""

    rows: list[Application]


@dataclass(frozen=True, kw_only=True)
class ApplicationNew(SettingsPage):
    """The form of a new one."""

    form: ApplicationForm


@dataclass(frozen=True, kw_only=True)
class ApplicationPage(SettingsPage):
    """One, and who has connected it."""

    row: Application
    connections: list[ApiKey]
    issuer: str


@dataclass(frozen=True, kw_only=True)
class Connect(SettingsPage):
    """The question: whether `application` may act for whoever reads it, and where they go on."""

    form: ConnectForm
    application: Application
    goes_to: str


@require_safe
@page("applications.manage")
def application_list(request: MemberRequest) -> HttpResponse:
    """All, those that have ended too."""
    shown = ApplicationList(rows=applications.applications_of(request.member))
    return show(request, "accounts/application_list.html", shown)


@require_http_methods(["GET", "POST"])
@page("applications.manage")
def application_new(request: MemberRequest) -> HttpResponse:
    """Registers one."""
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Application] = []
        if carried_out(form, lambda: made.append(applications.register(request.member, **form.cleaned_data))):
            return redirect("application", made[0].pk)
    shown = ApplicationNew(form=form)
    return show(request, "accounts/application_new.html", shown, status=422 if form.errors else 200)


@require_safe
@page("applications.manage")
def application_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What it is told to connect, and everybody who has connected it."""
    row = applications.application_of(request.member, pk)
    connected = applications.connections_to(request.member, row, now=timezone.now())
    shown = ApplicationPage(row=row, connections=connected, issuer=issuer_of(request))
    return show(request, "accounts/application_page.html", shown)


@require_POST
@page("applications.manage")
def application_end(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Disconnects everybody, for good."""
    applications.end_application(request.member, application_id=pk, now=timezone.now())
    messages.success(request, "The application has ended")
    return redirect("application", pk)


@require_POST
@page("applications.connect")
def connection_end(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Disconnects one; back to where it was shown."""
    applications.disconnect(request.member, connection_id=pk, now=timezone.now())
    messages.success(request, "Disconnected")
    back = request.POST.get("application", "")
    return redirect("application", UUID(back)) if _is_id(back) else redirect("profile")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@never_cache
@require_http_methods(["GET", "POST"])
@page("applications.connect")
def connect(request: MemberRequest) -> HttpResponse:
    """Asks whether an application may act for whoever is logged in, and sends their answer where it may go."""
    uri, issuer = request.build_absolute_uri(), issuer_of(request)
    try:
        asked = connecting.asked(request.tenant, uri, issuer=issuer)
    except connecting.Unreadable as error:
        raise Invalid(f"This application can't be connected: {error}", code="bad_request_to_connect") from error
    except connecting.SentBack as amiss:
        return HttpResponseRedirect(amiss.address)
    if request.method == "POST" and "no" in request.POST:
        return HttpResponseRedirect(connecting.refused(asked, issuer=issuer))
    scopes = [scope for scope in asked.scopes if scope in connecting.grantable(request.member)]
    brands = Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name")
    form = ConnectForm(request.POST or None, scopes=scopes, role=request.member.role, brands=brands)
    if request.method == "POST" and form.is_valid():
        to: list[str] = []
        given: dict[str, Any] = {**form.cleaned_data, "issuer": issuer, "now": timezone.now()}
        if carried_out(form, lambda: to.append(connecting.agree(request.member, asked, uri, **given))):
            return HttpResponseRedirect(to[0])
    parts = urlsplit(asked.redirect_uri)
    goes_to = f"{parts.scheme}://{parts.netloc}"
    shown = Connect(form=form, application=asked.application, goes_to=goes_to)
    response = show(request, "accounts/connect.html", shown, status=422 if form.errors else 200)
    # Browsers hold form-action against redirects too, and the answer of this form leads to the application.
    response._csp_update = {"form-action": [goes_to]}  # type: ignore[attr-defined]
    return response

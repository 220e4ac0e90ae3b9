"""Pages of the platform's host: choosing an agency, founding one, handing a log-in over, accepting an invitation."""

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import DomainError
from accounts.forms import put_errors
from accounts.forms.signup import AgencyForm, FounderForm, NewcomerForm
from accounts.models import Agency, Invitation, Membership, User
from accounts.pages import show
from accounts.services import agencies, handoff, invitations, unclaimed
from accounts.services.second_factor import GOAL_KEY, ask_for_factor, has_second_factor
from accounts.services.sessions import seen


@dataclass(frozen=True, kw_only=True)
class PlatformHome:
    """One's agencies, each with its address, and those that wait to be taken."""

    places: list[tuple[Membership, str]]
    waiting: list[Agency]


@dataclass(frozen=True, kw_only=True)
class Signup:
    """The form of a new agency. `suffix` ends its address; `person`: who is logged in, if anybody."""

    form: AgencyForm
    suffix: str
    person: User | None


@dataclass(frozen=True, kw_only=True)
class SignupProgress:
    """How far an agency is made. `origin`: its address, once it has one."""

    agency_made: Agency
    confirmed: bool
    origin: str
    working: bool


@dataclass(frozen=True, kw_only=True)
class InvitationPage:
    """An invitation. `person`: who is logged in, if anybody; else `has_account` says whether the invited could be."""

    offer: Invitation
    form: NewcomerForm
    has_account: bool
    login_url: str
    person: User | None


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """For a person: the agencies they have a place in. For anybody else: what Firebreak is, and the two ways in."""
    places, waiting = [], []
    if request.user.is_authenticated:
        waiting = unclaimed.waiting_for(request.user)
        memberships = Membership.objects.select_related("agency", "user").filter(user=request.user, status="active")
        places = [
            (member, agencies.origin_of(member.agency)) for member in memberships.exclude(agency__status="closed")
        ]
    return show(request, "accounts/platform_home.html", PlatformHome(places=places, waiting=waiting))


@require_http_methods(["GET", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    """Founds an agency. A logged-in person is its owner; anybody else also gets an account."""
    person = request.user if request.user.is_authenticated else None
    form = (AgencyForm if person else FounderForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limited = ratelimit.consume_or_429(request, action="signup")  # after the form: a mistyped one costs no try
        if limited:
            return cast(HttpResponse, limited)
        given = form.cleaned_data
        # A person who is logged in has an account already: the form asks them for the agency alone.
        founder = None if person else {"name": given["person"], "email": given["email"], "password": given["password"]}
        try:
            agency = agencies.request_agency(name=given["name"], slug=given["slug"], person=person, founder=founder)
        except DomainError as error:
            put_errors(form, error)
        else:
            agencies.ask_to_confirm(request, agency, password=given.get("password", ""))
            return redirect("signup-progress", agency_id=agency.pk)
    shown = Signup(form=form, suffix=settings.AGENCY_SUFFIX + settings.PORT_SUFFIX, person=person)
    return show(request, "accounts/signup.html", shown, status=422 if form.errors else 200)


@require_GET
def signup_progress(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """How far the creation is; asked again by the page until it is done. Says nothing but the agency's own name and state."""
    agency = get_object_or_404(Agency, pk=agency_id)
    shown = SignupProgress(
        agency_made=agency,
        confirmed=agencies.is_confirmed(agency),
        origin=agencies.origin_of(agency),
        working=agency.status in {"requested", "creating"},
    )
    template = (
        "accounts/signup_progress_part.html" if getattr(request, "htmx", False) else "accounts/signup_progress.html"
    )
    return show(request, template, shown)


@require_http_methods(["POST"])
def signup_retry(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Tries a failed creation again."""
    agency = get_object_or_404(Agency, pk=agency_id, status="failed")
    agencies.retry(agency)
    return redirect("signup-progress", agency_id=agency.pk)


@require_POST
def signup_take(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """The person an agency waits for takes it, and goes there."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': '/'})}")
    agency = unclaimed.take(request.user, agency_id=agency_id)
    return HttpResponseRedirect(agencies.origin_of(agency) + "/")


@require_GET
def hand_off(request: HttpRequest) -> HttpResponse:
    """From an agency's host: log in here if need be, then go back with a code."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
    agency = get_object_or_404(Agency, slug=request.GET.get("agency", ""))
    if agency.require_mfa and not has_second_factor(request.session):
        way = ask_for_factor(
            request.session,
            request.user,
            goal=agency.name,
            url=agencies.origin_of(agency) + "/",
            path=request.get_full_path(),
        )
        return HttpResponseRedirect(way)
    # There now: the pages of the second factor must not go on naming it as the goal.
    request.session.pop(GOAL_KEY, None)
    seen(request.session, now=timezone.now())
    target = handoff.issue(
        request.user,
        agency,
        state_hash=request.GET.get("state", ""),
        session=request.session,
        next_path=request.GET.get("next", "/"),
        now=timezone.now(),
    )
    return HttpResponseRedirect(target)


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Shows an invitation; accepting is a POST. A newcomer chooses a name and a password, anybody else logs in."""
    offer = invitations.find(token, now=timezone.now())
    user = request.user if request.user.is_authenticated else None
    form = NewcomerForm(request.POST if request.method == "POST" and user is None else None)
    if request.method == "POST" and (user is not None or form.is_valid()):
        newcomer = None if user else {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
        try:
            member = invitations.accept(token, user=user, newcomer=newcomer, now=timezone.now())
        except DomainError as error:
            # Only the newcomer has fields to mend.
            if user is not None or not error.fields:
                raise
            put_errors(form, error)
        else:
            return HttpResponseRedirect(agencies.origin_of(member.agency) + "/")
    has_account = user is None and invitations.has_account(offer)
    login_url = f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}"
    shown = InvitationPage(offer=offer, form=form, has_account=has_account, login_url=login_url, person=user)
    return show(request, "accounts/invitation.html", shown, status=422 if form.errors else 200)

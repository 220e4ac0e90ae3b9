"""The doors of every request: which agency its host names, whether this person has a place there, and how refusals look."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template, select_template
from django.utils import timezone
from django_tenants.middleware.main import TenantMainMiddleware

from accounts.errors import DomainError
from accounts.hosts import HOST_SECONDS, host_cache_key
from accounts.models import Agency, Domain, Membership

# Reached without a place in the agency: the door itself, its health, links that carry their own token.
OPEN_PATHS = (
    "/enter/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/static/",
    "/api/",
    "/links/",
    "/events/",
    "/sw.js",
    "/manifest.webmanifest",
)
SAFE = {"GET", "HEAD", "OPTIONS"}
# Asked by machines that know this process by its number only.
PROBES = {"/healthz", "/readyz", "/metrics"}
# Possible in a suspended agency all the same: leaving.
ALWAYS = ("/enter/", "/leave/")


class HostMiddleware(TenantMainMiddleware):  # type: ignore[misc]  # the package ships no types
    """Chooses the agency's schema by the host name; the platform's host and `localhost` are always the platform."""

    @staticmethod
    def hostname_from_request(request: HttpRequest) -> str:
        """The host's name without its port. Probes come by any address, also one that is not among the allowed hosts."""
        if request.path in PROBES:
            request.META["HTTP_HOST"] = settings.PLATFORM_HOST
        return str(TenantMainMiddleware.hostname_from_request(request))

    def get_tenant(self, domain_model: Any, hostname: str) -> Agency:
        """The agency of a host. Raises Domain.DoesNotExist for the platform's host and unknown ones."""
        if hostname in {settings.PLATFORM_HOST, "localhost"}:
            raise Domain.DoesNotExist
        cache = caches["platform"]
        key = host_cache_key(hostname)
        found = cache.get(key)
        if found is None:
            domain = Domain.objects.select_related("tenant").filter(domain=hostname).first()
            found = domain.tenant if domain else False
            cache.set(key, found, HOST_SECONDS)
        if not found or found.status == "closed":
            raise Domain.DoesNotExist
        return found  # type: ignore[no-any-return]

    def no_tenant_found(self, request: HttpRequest, hostname: str) -> HttpResponse | None:
        """The platform on its own host; else a page that says there is nothing here."""
        request.tenant = None  # type: ignore[attr-defined]
        self.setup_url_routing(request, force_public=True)
        if hostname in {settings.PLATFORM_HOST, "localhost", "127.0.0.1", "testserver"}:
            return None
        return render(request, "404.html", {"no_agency": hostname}, status=404)


class MembershipMiddleware:
    """On an agency's host: no membership, no entry. Sets `request.member`; keeps a suspended agency read-only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        agency: Agency | None = getattr(request, "tenant", None)
        request.member = None  # type: ignore[attr-defined]
        if agency is None:
            return self.get_response(request)
        member = self._member(request, agency)
        request.member = member  # type: ignore[attr-defined]
        if agency.status == "suspended" and request.method not in SAFE and not request.path.startswith(ALWAYS):
            if member is not None:
                return self._suspended(request, agency.suspension)
            # The API asks for the key first, then refuses with the reason; whoever holds a link is told no reason.
            if request.path.startswith(OPEN_PATHS) and not request.path.startswith("/api/"):
                return self._suspended(request, f"{agency.name} is suspended, so nothing can be changed now.")
        if member is None and not request.path.startswith(OPEN_PATHS):
            back = request.get_full_path() if request.method in SAFE else "/"
            return HttpResponseRedirect(f"/enter/?{urlencode({'next': back})}")
        return self.get_response(request)

    @staticmethod
    def _member(request: HttpRequest, agency: Agency) -> Membership | None:
        """This person's active place here; a session made for another host's agency gives none."""
        if request.session.get("agency_id") != str(agency.pk) or not request.user.is_authenticated:
            return None
        member = Membership.objects.select_related("user").filter(agency=agency, user=request.user.pk).first()
        if member is None or not member.is_active:
            return None
        member.agency = agency  # known already: pages ask for it often
        return member

    @staticmethod
    def _suspended(request: HttpRequest, message: str) -> HttpResponse:
        if request.path.startswith("/api/"):
            problem = {
                "type": "about:blank",
                "title": message,
                "status": 409,
                "code": "agency_suspended",
                "detail": message,
            }
            return JsonResponse(problem, status=409, content_type="application/problem+json")
        return render(request, "409.html", {"message": message, "code": "agency_suspended"}, status=409)


class ZoneMiddleware:
    """Pages speak in the reader's own zone, else the agency's; the API speaks UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            return self.get_response(request)
        with timezone.override(self._zone(request)):
            return self.get_response(request)

    @staticmethod
    def _zone(request: HttpRequest) -> ZoneInfo | None:
        member: Membership | None = getattr(request, "member", None)
        agency: Agency | None = getattr(request, "tenant", None)
        person: Any = request.user if agency is None else member and member.user
        own = getattr(person, "time_zone", "")
        try:
            return ZoneInfo(own or (agency.time_zone if agency else settings.TIME_ZONE))
        except (ZoneInfoNotFoundError, ValueError):  # a name this machine's zone data has not
            return None


class PolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; the two places that can't live with it get only what they need.

    Unfold's Alpine compiles expressions, and its pages and Swagger's bring style elements of their own.
    """

    ADMIN, DOCS = "/admin/", "/api/v1/docs/"

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The parts of the header for this address."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith((self.ADMIN, self.DOCS)):
            # with a nonce in it, a browser passes over unsafe-inline
            parts.replace = {"style-src": [SELF, UNSAFE_INLINE], **(parts.replace or {})}
        if request.path.startswith(self.ADMIN):
            parts.update = {"script-src": [UNSAFE_EVAL], **(parts.update or {})}
        return parts


class DomainErrorMiddleware:
    """Attaches HTTP to a DomainError that a page's view let through, once for all pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Renders the error's page, or for htmx a panel, with its status."""
        if not isinstance(exception, DomainError):
            return None
        htmx = getattr(request, "htmx", None)
        names = [f"{exception.status}.html", "400.html"]  # not every status has a page of its own
        template = get_template("components/error_panel.html") if htmx and not htmx.boosted else select_template(names)
        context = {
            "message": exception.message,
            "title": exception.message,
            "code": exception.code,
            "fields": exception.fields,
            "data": exception.data,
        }
        return HttpResponse(template.render(context, request), status=exception.status)

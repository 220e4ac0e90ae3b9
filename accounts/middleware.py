"""The doors of every request: which agency its host names, whether this person has a place there, and how refusals look."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.adapter import get_adapter
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.common import CommonMiddleware
from django.middleware.gzip import GZipMiddleware
from django.template.loader import select_template
from django.utils import timezone
from django_tenants.middleware.main import TenantMainMiddleware

from accounts.errors import DomainError
from accounts.hosts import HOST_SECONDS, host_cache_key
from accounts.models import Agency, Domain, Membership
from accounts.pages import Refusal, RefusalPanel, context_of, show
from accounts.services import known_browsers
from accounts.services.acting import asked_from
from accounts.services.sessions import FROM_KEY, place_of, seen

# Reached without a place in the agency: the door itself, its health, links that carry their own token.
OPEN_PATHS = (
    "/enter/",
    "/healthz",
    "/readyz",
    "/status",
    "/metrics",
    "/static/",
    "/api/",
    "/links/",
    "/hooks/",
    "/events/",
    "/.well-known/",
    "/sw.js",
    "/manifest.webmanifest",
)
SAFE = {"GET", "HEAD", "OPTIONS"}
# Behind a page's address after a log-in that interrupted a form: its script puts back what was typed.
TYPED = "typed"
# Asked by machines that know this process by its number only.
PROBES = {"/healthz", "/readyz", "/status", "/metrics"}
# Possible in a suspended agency all the same: leaving, and what is sent to it, as what it reads goes on being read.
ALWAYS = ("/enter/", "/leave/", "/hooks/")


def _page_before(request: HttpRequest) -> str:
    """The page of this host whose form was sent, by its Referer; the home page where that is not said."""
    before = urlsplit(request.headers.get("Referer", ""))
    # Another site's page must not choose where somebody lands.
    if before.netloc != request.get_host() or not before.path.startswith("/"):
        return "/"
    return before.path + (f"?{before.query}" if before.query else "")


class CompressMiddleware(GZipMiddleware):
    """Pages and answers packed for whoever can unpack them, with a length of chance (BREACH) as Django does.

    What has a strong ETag goes as it is: packing makes it a weak one, and If-Match compares strong ones only (RFC 9110, 13.1.1).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, packed where that helps."""
        if response.get("ETag", "W/").startswith("W/"):
            return super().process_response(request, response)
        return response


class SlashMiddleware(CommonMiddleware):
    """Sends a page's address without its last slash to the one with it; not the API's: a client that follows makes a POST a GET."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """As the base, for pages."""
        return not request.path.startswith("/api/") and super().should_redirect_with_slash(request)


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
        agency = cache.get(key)
        if agency is None:
            domain = Domain.objects.select_related("tenant").filter(domain=hostname).first()
            agency = domain.tenant if domain else False  # remembered as well: scanners ask for names nobody has
            cache.set(key, agency, HOST_SECONDS)
        if not agency or agency.status == "closed":
            raise Domain.DoesNotExist
        return agency  # type: ignore[no-any-return]

    def no_tenant_found(self, request: HttpRequest, hostname: str) -> HttpResponse | None:
        """The platform on its own host; else a page that says there is nothing here."""
        request.tenant = None  # type: ignore[attr-defined]
        self.setup_url_routing(request, force_public=True)
        # `testserver` is what Django's test client calls itself.
        if hostname in {settings.PLATFORM_HOST, "localhost", "127.0.0.1", "testserver"}:
            return None
        return show(request, "404.html", status=404)


class BoundSessionMiddleware(SessionMiddleware):
    """A session counts where it was made only: an agency's on its host, the platform's on the platform's.

    Elsewhere it is nobody's. An agency's cookie that somebody got hold of must not open the person's other agencies.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Puts an empty session in place of one that belongs elsewhere."""
        super().process_request(request)
        agency: Agency | None = getattr(request, "tenant", None)
        if request.session.session_key is None:  # no cookie: nothing is read, no query
            return
        if request.session.get("agency_id", "") != (str(agency.pk) if agency else ""):
            request.session = self.SessionStore()


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
            return self._to_log_in(request)
        return self.get_response(request)

    @staticmethod
    def _to_log_in(request: HttpRequest) -> HttpResponse:
        """To the log-in and back to the same place. What was typed waits in the browser for that page (`typed.js`).

        A part of a page that is fetched by script gets 401: a redirect to the other host would look like a lost connection.
        """
        htmx = getattr(request, "htmx", None)
        if (htmx and not htmx.boosted) or "X-Autosave" in request.headers:
            return HttpResponse("Log in again.", status=401, content_type="text/plain")
        back = request.get_full_path()
        if request.method not in SAFE:
            back = f"{_page_before(request)}#{TYPED}"
        return HttpResponseRedirect(f"/enter/?{urlencode({'next': back})}")

    @staticmethod
    def _member(request: HttpRequest, agency: Agency) -> Membership | None:
        """This person's active place here (services/sessions says which sessions give none)."""
        if not request.user.is_authenticated:
            return None
        member = place_of(request.session, agency, request.user.pk)
        if member is None:
            return None
        if FROM_KEY in request.session:
            seen(request.session, now=timezone.now())
        member.agency = agency  # known already: pages ask for it often
        return member

    @staticmethod
    def _suspended(request: HttpRequest, message: str) -> HttpResponse:
        if request.path.startswith("/api/"):
            problem = {
                "type": "about:blank",
                "title": "Conflict",
                "status": 409,
                "code": "agency_suspended",
                "detail": message,
            }
            return JsonResponse(problem, status=409, content_type="application/problem+json")
        return show(request, "409.html", Refusal(message=message, code="agency_suspended"), status=409)


class PrivateMiddleware:
    """What was answered to somebody is kept by nobody: neither by a proxy nor, after log-out, by the browser's own store."""

    # The same for everybody, and said by the view or by whoever serves the file.
    OPEN = ("/static/", "/sw.js", "/manifest.webmanifest", "/healthz", "/readyz", "/metrics")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and not request.path.startswith(self.OPEN):
            response["Cache-Control"] = "no-store, private"  # RFC 9111 5.2.2.5 and 5.2.2.7
        return response


class KnownBrowserMiddleware:
    """Lets a browser keep that somebody has logged in with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        known_browsers.keep(request, response)
        return response


class OriginMiddleware:
    """Says to the access log where a request came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        ip = None
        with suppress(PermissionDenied):  # the library's word for a connection without an address, such as a socket's
            ip = get_adapter().get_client_ip(request)
        with asked_from(ip):
            return self.get_response(request)


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
            # With a nonce in it a browser ignores unsafe-inline (https://www.w3.org/TR/CSP3/#allow-all-inline), so it is replaced.
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
        if htmx and not htmx.boosted:
            panel = RefusalPanel(title=exception.message)
            return show(request, "components/error_panel.html", panel, status=exception.status)
        page = context_of(Refusal(message=exception.message, code=exception.code))
        return HttpResponse(select_template(names).render(page, request), status=exception.status)

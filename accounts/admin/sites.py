"""Who gets in. Django's own flags and permissions grant nothing on either site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLResolver
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from accounts.permissions import may, require
from accounts.services.second_factor import ask_for_factor, has_second_factor

# Of the framework's and the package's own addresses those we decided on. Left out: its password pages (passwords are
# entered on the platform's host, where tries are limited) and its jump by content type to a page of any row.
DECIDED = frozenset({"index", "login", "logout", "autocomplete", "jsi18n", "app_list", "search"})


class DecidedSite(UnfoldAdminSite):  # type: ignore[misc]  # the package ships no types
    """An admin site with the addresses of its models and those of DECIDED, and no other."""

    def get_urls(self) -> list[Any]:
        """Resolvers are the models' own; the nameless pattern is the answer to whatever is not there."""
        urls = super().get_urls()
        return [one for one in urls if isinstance(one, URLResolver) or one.name in DECIDED or one.name is None]


class AgencySite(DecidedSite):
    """On an agency's host, for members with `admin.enter`."""

    site_header = "Firebreak"
    site_title = "Firebreak"
    index_title = "All records of this agency"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Asks the one table."""
        return getattr(request, "tenant", None) is not None and may(getattr(request, "member", None), "admin.enter")

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Passwords are entered on the platform only: a member without the capability is told so, anybody else goes there."""
        member = getattr(request, "member", None)
        # To the door they would come straight back, in a circle.
        if member is not None:
            require(member, "admin.enter")
        return HttpResponseRedirect("/enter/?next=/admin/")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Leaving is the agency's own door."""
        return HttpResponseRedirect("/")


class PlatformSite(DecidedSite):
    """On the platform's host, for operators whose session was opened with a second factor."""

    site_header = "Firebreak platform"
    site_title = "Firebreak platform"
    index_title = "Agencies, people, feeds, jobs"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """A separate flag and a second factor; never on an agency's host."""
        user = request.user
        if getattr(request, "tenant", None) is not None or not user.is_authenticated or not user.is_active:
            return False
        return bool(getattr(user, "is_operator", False)) and has_second_factor(request.session)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the platform's log-in; an operator without a second factor is sent to set one up."""
        if request.user.is_authenticated and getattr(request.user, "is_operator", False):
            way = ask_for_factor(
                request.session, request.user, goal="The platform's admin", url="/admin/", path="/admin/"
            )
            return HttpResponseRedirect(way)
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?next=/admin/")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The platform's own log-out."""
        return HttpResponseRedirect("/accounts/logout/")


agency_site = AgencySite(name="agency_admin")
platform_site = PlatformSite(name="platform_admin")

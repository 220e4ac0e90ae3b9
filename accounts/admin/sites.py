"""Who gets in. Django's own flags and permissions grant nothing on either site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from accounts.permissions import may, require
from accounts.services.factors import ask_for_factor, has_second_factor


class AgencySite(UnfoldAdminSite):  # type: ignore[misc]  # the package ships no types
    """On an agency's host, for members with `admin.enter`."""

    site_header = "Firebreak"
    site_title = "Firebreak"
    index_title = "Everything of this agency"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Asks the one table."""
        return getattr(request, "tenant", None) is not None and may(getattr(request, "member", None), "admin.enter")

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Passwords are entered on the platform only: a member without the capability is told so, anybody else goes there."""
        member = getattr(request, "member", None)
        if member is not None:
            require(member, "admin.enter")
        return HttpResponseRedirect("/enter/?next=/admin/")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Leaving is the agency's own door."""
        return HttpResponseRedirect("/")


class PlatformSite(UnfoldAdminSite):  # type: ignore[misc]
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

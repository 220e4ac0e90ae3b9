"""An agency's door: where a log-in begins and ends on its host."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.services import handoff, sessions

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Sends the browser to the platform to log in, with a state that only this browser can bring back."""
    if getattr(request, "member", None) is not None:
        return HttpResponseRedirect(handoff.safe_path(request.GET.get("next", "/")))
    state, target = handoff.begin(request.tenant, next_path=request.GET.get("next", "/"))  # type: ignore[attr-defined]
    response = HttpResponseRedirect(target)
    response.set_cookie(
        handoff.STATE_COOKIE,
        state,
        max_age=900,  # time to find a phone for the second factor, or to choose a new password
        httponly=True,
        secure=not settings.LOCAL,
        samesite="Lax",  # Strict would stay away when the other host leads back
        path="/enter/",  # for the door alone
    )
    return response


@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Takes the code back and opens a session bound to this agency."""
    code = handoff.redeem(
        request.tenant,  # type: ignore[attr-defined]
        code=request.GET.get("code", ""),
        state=request.COOKIES.get(handoff.STATE_COOKIE, ""),
        now=timezone.now(),
        ip=get_adapter().get_client_ip(request),
    )
    login(request, code.user, backend=BACKEND)
    # After `login`, which begins another session (session fixation): what was written before may be gone.
    sessions.open_here(request, request.tenant, code)  # type: ignore[attr-defined]
    response = HttpResponseRedirect(handoff.safe_path(request.GET.get("next", "/")))
    response.delete_cookie(handoff.STATE_COOKIE, path="/enter/")
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the session on this host, then the one on the platform's (which asks to confirm)."""
    member = getattr(request, "member", None)
    if member is not None:
        sessions.leave(member, request.session, now=timezone.now())
    logout(request)
    return HttpResponseRedirect(f"{settings.PLATFORM_ORIGIN}/accounts/logout/")

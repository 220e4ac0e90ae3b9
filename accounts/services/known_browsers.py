"""Browsers that know a person: each logged in with the password they have now, or set it. Guessing elsewhere does not lock them out."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from accounts.models import User

COOKIE, SECONDS = "firebreak_known", 365 * 86_400


def known(request: HttpRequest, address: str) -> int | None:
    """The person of this address, where this browser has logged in as them with the password they have now."""
    try:
        pk, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, email__iexact=address).first()
    return user.pk if user and constant_time_compare(mark, _password_mark(user)) else None


def note(request: HttpRequest, user: Any) -> None:
    """This person has just shown in this browser that it is theirs: it says so from the answer on."""
    request.known_browser = signing.dumps([user.pk, _password_mark(user)], salt=COOKIE)  # type: ignore[attr-defined]


def keep(request: HttpRequest, response: HttpResponseBase) -> None:
    """Puts what was noted into the answer."""
    mark = getattr(request, "known_browser", None)
    if mark:
        response.set_cookie(COOKIE, mark, max_age=SECONDS, httponly=True, secure=not settings.LOCAL, samesite="Lax")


def _password_mark(user: Any) -> str:
    """Changes with the password: a browser known before is not known after."""
    # Django's own, keyed with SECRET_KEY: the cookie holds nothing of the stored hash itself.
    return str(user.get_session_auth_hash())[:16]

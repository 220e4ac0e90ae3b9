"""Two ways in: a member's session on the agency's host, or an API key of that agency."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, CSRFCheck, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.errors import Forbidden
from accounts.models import ApiKey, Membership, User
from accounts.services.acting import asked_with
from accounts.services.api_keys import found_by, refused, used
from accounts.services.connecting import TOKEN, opened_by
from accounts.services.second_factor import has_set_up


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer fb_…`. The key acts for its member, within its scopes and brands, on its agency's host only.

    So does an application, by an access token (`fo_…`) of the connection that a person agreed to.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """Raises AuthenticationFailed for a key that is unknown here, expired or revoked, or whose member may not act."""
        words = get_authorization_header(request).split()
        # The scheme's name is case-insensitive (RFC 9110, 11.1).
        if not words or words[0].lower() != b"bearer":
            return None
        agency = getattr(request._request, "tenant", None)
        if len(words) != 2 or agency is None:
            raise AuthenticationFailed("This API key is unknown here.")
        now = timezone.now()
        # latin-1 reads any byte: what is no key is unknown, and no UnicodeDecodeError.
        token = words[1].decode("latin-1")
        of_application = token.startswith(TOKEN)
        key = opened_by(token, agency, now=now) if of_application else found_by(token, agency, now=now)
        if key is None or key.revoked_at or key.expires_at <= now or not key.member.is_active:
            if of_application:  # that they are over soon is their nature, and no news
                raise AuthenticationFailed("This access token is unknown here, has expired or was revoked.")
            refused(request._request, agency, key)
            # One sentence for all: whoever found a key somewhere does not learn that it was good once.
            raise AuthenticationFailed("This API key is unknown here, has expired or was revoked.")
        # Else a key would be the way round the second factor. A machine has nobody who could set one up.
        if agency.require_mfa and not key.member.is_machine and not has_set_up(key.member.user):
            raise Forbidden(
                f"{agency.name} requires a second factor, and {key.member.user} has none yet. Set one up, and this key works again.",
                code="second_factor_required",
            )
        used(key, now=now)
        # On the member, not on the request: services ask the member, and so are narrowed, too.
        key.member.key_scopes = frozenset(key.scopes)
        key.member.key_brands = frozenset(map(UUID, key.brand_ids)) if key.brand_ids else None
        key.member.by_application = of_application
        asked_with(key)
        request._request.member = key.member  # type: ignore[attr-defined]
        return key.member.user, key

    def authenticate_header(self, request: Request) -> str:
        """Makes a missing log-in a 401."""
        return 'Bearer realm="Firebreak"'


class MemberSessionAuthentication(BaseAuthentication):
    """The page's own session, found by the membership middleware; unsafe methods need its CSRF token."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """None without a member. Raises PermissionDenied without a good CSRF token."""
        member: Membership | None = getattr(request._request, "member", None)
        if member is None:
            return None
        # APIView.as_view() is csrf_exempt: Django's middleware has let everything through.
        reason = CSRFCheck(lambda _: None)  # type: ignore[arg-type]
        reason.process_request(request._request)
        refused: Any = reason.process_view(request._request, None, (), {})  # type: ignore[arg-type]
        if refused:
            raise PermissionDenied(f"CSRF check failed: {refused}")
        return member.user, None


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description names it."""

    target_class = "accounts.api.authentication.KeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer", "description": "An API key: `Authorization: Bearer fb_…`"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description names it."""

    target_class = "accounts.api.authentication.MemberSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The session cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}

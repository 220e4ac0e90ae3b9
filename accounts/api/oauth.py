"""What applications and programs read and ask without a person: where to connect, and tokens for a code."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.api.viewsets import Limited
from accounts.models import Agency
from accounts.roles import KEY_SCOPES
from accounts.services import connecting

_MOST_BYTES = 16 * 1024
# What the tools of assistants can use; an application may ask for others of KEY_SCOPES.
OF_ASSISTANTS = ("read", "triage", "incidents", "plans")


def issuer_of(request: HttpRequest) -> str:
    """The agency's own address, by which it signs what it answers."""
    return f"{request.scheme}://{request.get_host()}"


class _Open(Limited):
    """Asked by programs that have nothing to show yet; limited by their address."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Counts it; its parameters are read as the standard says, which lets through what it does not know."""
        APIView.initial(self, request, *args, **kwargs)


class TokenView(_Open):
    """Tokens for a code that a person agreed to, or for a refresh token."""

    http_method_names = ["post"]

    @extend_schema(exclude=True)  # RFC 6749 describes it
    def post(self, request: Request) -> HttpResponse:
        """Answers as RFC 6749 says, refusals too."""
        return _said(request, connecting.answered)


class RevocationView(_Open):
    """An application gives back what it has."""

    http_method_names = ["post"]

    @extend_schema(exclude=True)  # RFC 7009 describes it
    def post(self, request: Request) -> HttpResponse:
        """Ends the connection; of an unknown token nothing is said."""
        return _said(request, connecting.given_back)


def _said(request: Request, ask: Any) -> HttpResponse:
    asked = request._request
    agency: Agency = asked.tenant  # type: ignore[attr-defined]
    body = asked.body
    # Its parameters may stand in the body only: an address is kept in logs.
    if len(body) > _MOST_BYTES or request.content_type.partition(";")[0].strip() != "application/x-www-form-urlencoded":
        status, text = 400, '{"error": "invalid_request", "error_description": "Send a short form, URL-encoded."}'
    else:
        status, text = ask(agency, asked.build_absolute_uri(asked.path), body.decode("latin-1"))
    response = HttpResponse(text, status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def server_metadata(request: HttpRequest) -> HttpResponse:
    """What this authorization server does (RFC 8414). There is no registration by oneself: the agency registers applications."""
    issuer = issuer_of(request)
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": issuer + reverse("connect"),
            "token_endpoint": issuer + reverse("api-token"),
            "revocation_endpoint": issuer + reverse("api-revoke"),
            "scopes_supported": list(KEY_SCOPES),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_methods_supported": ["none"],
            "revocation_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "service_documentation": issuer + reverse("api-docs"),
        }
    )


@require_safe
def resource_metadata(request: HttpRequest) -> HttpResponse:
    """Where tokens for the door of assistants come from (RFC 9728)."""
    issuer = issuer_of(request)
    return JsonResponse(
        {
            "resource": issuer + reverse("api-mcp"),
            "resource_name": "Firebreak",
            "authorization_servers": [issuer],
            "scopes_supported": list(OF_ASSISTANTS),
            "bearer_methods_supported": ["header"],
        }
    )

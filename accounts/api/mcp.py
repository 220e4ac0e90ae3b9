"""The door of assistants: the Model Context Protocol over HTTP, one message a request, nothing kept between two.

The key is asked for here, by the API's own authentication and rate limit. Each tool then calls the API once more, in this process and in
the caller's name: what a key may see and do is decided where it always is.
"""

import asyncio
import json
import sys
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from asgiref.sync import async_to_sync
from django.core.handlers.wsgi import WSGIRequest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.api.authentication import KeyAuthentication
from accounts.api.oauth import issuer_of
from accounts.api.permissions import Declared
from accounts.api.viewsets import Limited
from accounts.mcp.operations import Answer, Ask
from accounts.request_ids import current_request_id

MOST_BYTES = 512 * 1024
# Of the request that came, what the calls behind it go by: who asks, and from where.
_PASSED_ON = (
    "HTTP_AUTHORIZATION",
    "HTTP_HOST",
    "HTTP_USER_AGENT",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
)


class _Door(KeyAuthentication):
    """Says to whoever comes without a key where access tokens come from (RFC 9728)."""

    def authenticate_header(self, request: Request) -> str:
        """Makes a missing log-in a 401."""
        where = issuer_of(request._request) + reverse("oauth-resource-mcp")
        return f'{super().authenticate_header(request)}, resource_metadata="{where}"'


class _ByKey(Declared):
    """Whoever is logged in on the agency's pages is nobody here."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """False (401) without a key; else as the base."""
        return request.auth is not None and super().has_permission(request, view)


class McpView(Limited):
    """One message of the protocol, answered as JSON. No cookie opens it: a page of another site could send one along."""

    authentication_classes = (_Door,)
    permission_classes = (_ByKey,)
    capabilities = {"post": "brands.see"}
    http_method_names = ["post"]
    changes = False  # a message is no act: the tool's own call of the API is, and reading goes on in a suspended agency

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticates and authorises; what a message holds is read by the protocol's own server."""
        APIView.initial(self, request, *args, **kwargs)

    @extend_schema(exclude=True)  # another protocol, with descriptions of its own
    def post(self, request: Request) -> HttpResponse:
        """Raises RequestDataTooBig."""
        asked = request._request
        body = asked.body
        said = async_to_sync(_exchange)(asked, body)
        response = HttpResponse(said.body, status=said.status, content_type=said.content_type)
        response["Cache-Control"] = "no-store"
        return response


@dataclass(slots=True)
class _Said:
    """What the protocol's server answered."""

    status: int = 500
    content_type: str = "application/json"
    body: bytes = b""

    async def take(self, message: Any) -> None:
        """Takes a message of ASGI."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            names = {name.lower(): value.decode("latin-1") for name, value in message.get("headers", ())}
            self.content_type = names.get(b"content-type", self.content_type)
        else:
            self.body += message.get("body", b"")


async def _exchange(request: HttpRequest, body: bytes) -> _Said:
    """One request through the SDK's own HTTP transport, which reads the headers and the versions of the protocol."""
    # Here, for the SDK is heavy, and most processes of ours serve no assistant.
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

    from accounts.mcp.server import server_of

    host = request.get_host()
    manager = StreamableHTTPSessionManager(
        server_of(InProcess(request)),
        json_response=True,
        stateless=True,
        # A page on another site, or on a name that was bent to this address, can't speak for a browser here.
        security_settings=TransportSecuritySettings(
            allowed_hosts=[host], allowed_origins=[f"{request.scheme}://{host}"]
        ),
        max_request_body_size=MOST_BYTES,
    )
    said, sent = _Said(), False

    async def receive() -> Any:
        nonlocal sent
        if sent:
            await asyncio.Event().wait()  # whoever leaves early is noticed by the server in front
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async with manager.run():
        await manager.handle_request(_scope(request), receive, said.take)
    return said


def _scope(request: HttpRequest) -> dict[str, Any]:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()]
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method, "scheme": request.scheme,
        "path": request.path, "raw_path": request.path.encode(), "query_string": b"", "root_path": "", "headers": headers,
        "server": None, "client": None,
    }  # fmt: skip


class InProcess:
    """Calls the API in this process, through all of its doors, as the caller of the request that came."""

    def __init__(self, request: HttpRequest) -> None:
        self._passed_on = {name: request.META[name] for name in _PASSED_ON if name in request.META}
        self._scheme = request.scheme or "http"

    def __call__(self, ask: Ask, /) -> Answer:
        """What the API says."""
        sent = json.dumps(ask.body).encode() if ask.body is not None else b""
        environ = {
            **self._passed_on,
            "REQUEST_METHOD": ask.method, "SCRIPT_NAME": "", "PATH_INFO": ask.path, "QUERY_STRING": urlencode(ask.query),
            "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(sent)),
            "HTTP_ACCEPT": "application/json", "HTTP_REQUEST_ID": current_request_id(),
            "wsgi.input": BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.url_scheme": self._scheme,
        }  # fmt: skip
        if ask.idempotency_key:
            environ["HTTP_IDEMPOTENCY_KEY"] = ask.idempotency_key
        handler: Any = get_internal_wsgi_application()
        response = handler.get_response(WSGIRequest(environ))
        try:
            return Answer(response.status_code, json.loads(response.content))
        except ValueError:
            return Answer(response.status_code, None)

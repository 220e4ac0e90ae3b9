"""An application that connects as a real one does: over HTTP, with a code and its verifier."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.test import Client

from accounts.models import ApiKey, Application
from accounts.services.applications import register
from tests.routes import to_connect
from tests.world import World

VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
AUTHORIZE, TOKEN, REVOKE = "/oauth/authorize/", "/api/oauth/token/", "/api/oauth/revoke/"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Connected:
    """A connection and the tokens its application holds."""

    application: Application
    row: ApiKey
    tokens: dict[str, Any]

    def program(self) -> Client:
        """An HTTP client with the access token."""
        host = f"{self.application.agency.slug}.localhost"
        return Client(HTTP_HOST=host, headers={"authorization": f"Bearer {self.tokens['access_token']}"})

    def status(self) -> int:
        """Of a call of the API now."""
        return int(self.program().get("/api/v1/me/").status_code)

    def refreshed(self) -> Any:
        """The answer to the refresh token; the tokens are the new ones where it gives some."""
        given = {"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"]}
        answer = ask(self.application, **given)
        if answer.status_code == 200:
            self.tokens = answer.json()
        return answer


def ask(application: Application, path: str = TOKEN, /, **given: str) -> Any:
    """The token endpoint's answer to the application."""
    body = urlencode({"client_id": application.client_id, **given})
    return Client(HTTP_HOST=f"{application.agency.slug}.localhost").post(path, body, content_type=FORM)


def agreed(
    world: World, member: Any, application: Application, *, scopes: list[str], brands: Any = (), **asked: str
) -> dict[str, str]:
    """What the application is told when the member agrees."""
    query = to_connect(application, code_challenge=CHALLENGE, scope=" ".join(scopes), **asked)
    given = {"scopes": scopes, "brands": [str(pk) for pk in brands]}
    answer = world.browser(member).post(AUTHORIZE + query, given)
    assert answer.status_code == 302, answer.content
    address = urlsplit(answer["Location"])
    assert answer["Location"].startswith(application.redirect_uris[0])
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def exchanged(application: Application, code: str, /, **other: str) -> Any:
    """The answer to a code."""
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": application.redirect_uris[0],
        "code_verifier": VERIFIER,
    }
    return ask(application, **{**given, **other})


def connected(
    world: World,
    member: Any,
    *,
    scopes: tuple[str, ...] = ("read",),
    brands: Any = (),
    application: Application | None = None,
) -> Connected:
    """A member's new connection."""
    application = application or register(world.owner, name="Claude", redirect_uris=["https://tool.example/back"])
    told = agreed(world, member, application, scopes=list(scopes), brands=brands)
    answer = exchanged(application, told["code"])
    assert answer.status_code == 200, answer.content
    row = ApiKey.objects.filter(application=application).latest("created_at")
    return Connected(application, row, answer.json())

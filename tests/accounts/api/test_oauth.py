"""What programs find by themselves, and the SDK's own client that finds it all and connects."""

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client as Browser
from mcp import Client
from mcp.client.auth import OAuthClientProvider, TokenStorage
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthClientMetadata, OAuthToken

from accounts.services.applications import register
from tests.accounts.connected import FORM, REVOKE, TOKEN, ask, connected
from tests.accounts.mcp.assistant import DOOR, Bridge
from tests.world import World

HERE = "http://north.localhost"
SERVER, RESOURCE = "/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource"


def test_an_agencys_host_says_where_to_connect(world: World) -> None:
    found = Browser(HTTP_HOST="north.localhost").get(SERVER).json()
    assert found["issuer"] == HERE
    assert (found["authorization_endpoint"], found["token_endpoint"]) == (f"{HERE}/oauth/authorize/", f"{HERE}{TOKEN}")
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["token_endpoint_auth_methods_supported"] == ["none"]
    assert found["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert "registration_endpoint" not in found


@pytest.mark.parametrize("path", [RESOURCE, f"{RESOURCE}{DOOR}", f"{RESOURCE}{DOOR}".rstrip("/")])
def test_the_door_of_assistants_says_where_its_tokens_come_from(world: World, path: str) -> None:
    found = Browser(HTTP_HOST="north.localhost").get(path).json()
    assert (found["resource"], found["authorization_servers"]) == (f"{HERE}{DOOR}", [HERE])
    refused = Browser(HTTP_HOST="north.localhost").post(DOOR, b"{}", content_type="application/json")
    assert refused.status_code == 401
    assert f'resource_metadata="{HERE}{RESOURCE}{DOOR.rstrip("/")}"' in refused["WWW-Authenticate"]


def test_nothing_of_it_is_on_the_platforms_host(world: World) -> None:
    for path in (SERVER, RESOURCE, TOKEN, "/oauth/authorize/"):
        assert Browser(HTTP_HOST="localhost").get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"grant_type": "refresh_token"}), "application/json"),
        ("grant_type=password&username=a&password=b", FORM),
        ("grant_type=client_credentials", FORM),
        ("", FORM),
        ("x" * 20_000, FORM),
        ("grant_type=refresh_token&refresh_token=%00&client_id=%00", FORM),
        ("grant_type=authorization_code&grant_type=refresh_token&code=x&client_id=y", FORM),
        ("grant_type=authorization_code&code=x&client_id=%ff%fe", FORM),
    ],
)
def test_other_ways_to_a_token_are_refused_in_its_own_words(world: World, body: str, kind: str) -> None:
    answer = Browser(HTTP_HOST="north.localhost").post(TOKEN, body, content_type=kind)
    assert answer.status_code in {400, 401}
    assert answer.json()["error"]
    assert "no-store" in answer["Cache-Control"]


def test_parameters_in_the_address_count_for_nothing(world: World) -> None:
    one = connected(world, world.manager)
    asked = urlencode({"grant_type": "refresh_token", "refresh_token": one.tokens["refresh_token"]})
    answer = Browser(HTTP_HOST="north.localhost").post(f"{TOKEN}?{asked}", "", content_type=FORM)
    assert answer.status_code == 400
    assert one.refreshed().status_code == 200
    assert ask(one.application, REVOKE).status_code == 400


class _Kept(TokenStorage):
    """What the client keeps: it was told its client id by hand."""

    def __init__(self, client_id: str) -> None:
        self.info = OAuthClientInformationFull(
            client_id=client_id, redirect_uris=["https://tool.example/back"], token_endpoint_auth_method="none"
        )
        self.tokens: OAuthToken | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.info

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        raise AssertionError("it registers nowhere by itself")


def test_an_assistant_finds_its_way_connects_and_reads(world: World) -> None:
    application = register(world.owner, name="Claude", redirect_uris=["https://tool.example/back"])
    kept, person, went = _Kept(application.client_id), world.browser(world.manager), list[str]()

    async def send(address: str) -> None:
        """The person reads the page and agrees to reading."""
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}"
        page = await sync_to_async(person.get)(path)
        assert "Claude" in page.content.decode()
        answer = await sync_to_async(person.post)(path, {"scopes": ["read"]})
        went.append(answer["Location"])

    async def back() -> AuthorizationCodeResult:
        told = {name: values[0] for name, values in parse_qs(urlsplit(went[0]).query).items()}
        return AuthorizationCodeResult(code=told["code"], state=told.get("state"), iss=told["iss"])

    async def run() -> Any:
        known = OAuthClientMetadata(redirect_uris=["https://tool.example/back"], token_endpoint_auth_method="none")
        auth = OAuthClientProvider(f"{HERE}{DOOR}", known, kept, redirect_handler=send, callback_handler=back)
        async with (
            httpx2.AsyncClient(transport=Bridge("north.localhost"), auth=auth) as http,
            Client(streamable_http_client(f"{HERE}{DOOR}", http_client=http)) as client,
        ):
            return await client.call_tool("list_brands", {})

    found = async_to_sync(run)()
    assert [brand["name"] for brand in found.structured_content["brands"]] == ["Alder Coffee"]
    assert kept.tokens is not None
    assert kept.tokens.scope == "read"

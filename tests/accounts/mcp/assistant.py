"""An assistant as the SDK's own client is one, at the door's real address; its bytes go through Django's test client."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx2
from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client as Browser
from mcp import Client, types
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from accounts.mcp.untrusted import NAME
from accounts.roles import KEY_SCOPES
from accounts.services.api_keys import make_key

T = TypeVar("T")
DOOR = "/api/mcp/"


class Bridge(httpx2.AsyncBaseTransport):
    """Brings each request to Django in the test's own thread, so that it finds the test's rows."""

    def __init__(self, host: str) -> None:
        self._browser = Browser(HTTP_HOST=host)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body = await request.aread()
        headers = {name: value for name, value in request.headers.items() if name not in {"host", "content-length"}}
        kind = headers.pop("content-type", "application/json")

        def ask() -> Any:
            return self._browser.generic(request.method, request.url.path, body, content_type=kind, headers=headers)

        answer = await sync_to_async(ask)()
        return httpx2.Response(answer.status_code, headers=dict(answer.items()), content=answer.content)


def connected(
    token: str, work: Callable[[Client], Awaitable[T]], *, host: str = "north.localhost", mode: str = "auto"
) -> T:
    """What `work` brings home with a connected client."""

    async def run() -> T:
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            httpx2.AsyncClient(transport=Bridge(host), headers=headers) as http,
            Client(streamable_http_client(f"http://{host}{DOOR}", http_client=http), mode=mode) as client,
        ):
            return await work(client)

    return async_to_sync(run)()


def key_of(member: Any, *, scopes: Any = KEY_SCOPES, brands: Any = ()) -> str:
    """A new key's secret."""
    now = datetime.now(UTC)
    return make_key(member, name="Claude", scopes=list(scopes), days=1, brands=brands, now=now)[1]


def used(token: str, name: str, /, **given: Any) -> types.CallToolResult:
    """What a tool answers."""
    return connected(token, lambda client: client.call_tool(name, given))


def told(token: str, name: str, /, **given: Any) -> Any:
    """What a tool answers, which must be no refusal."""
    answer = used(token, name, **given)
    assert not answer.is_error, answer.content
    return answer.structured_content


def refusal(token: str, name: str, /, **given: Any) -> str:
    """The words of a tool that refuses."""
    answer = used(token, name, **given)
    assert answer.is_error
    [words] = answer.content
    assert isinstance(words, types.TextContent)
    return words.text


def protocol_error(token: str, work: Callable[[Client], Awaitable[Any]]) -> str:
    """The words of what the protocol itself refuses."""

    async def caught(client: Client) -> str:
        try:
            await work(client)
        except MCPError as error:
            return error.message
        raise AssertionError("nothing was refused")

    return connected(token, caught)


def texts(value: Any, *, strangers: bool) -> list[str]:
    """Every text of an answer that stands under the marking, or every other."""
    if isinstance(value, dict):
        if value.keys() == {NAME}:
            return [value[NAME]] if strangers else []
        return [text for one in value.values() for text in texts(one, strangers=strangers)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one, strangers=strangers)]
    return [value] if isinstance(value, str) and not strangers else []

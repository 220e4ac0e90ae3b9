"""An assistant that speaks the Model Context Protocol with an agency's key, as any client of the official SDK would."""

from __future__ import annotations

from typing import Any

import httpx2
from asgiref.sync import async_to_sync
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from config.demo.people import HandOverFailed


def asked(port: int, host: str, key: str, tool: str, **given: Any) -> dict[str, Any]:
    """What a tool answers. Raises HandOverFailed where it refuses."""

    async def ask() -> dict[str, Any]:
        # Python does not resolve *.localhost: the name travels in the header alone.
        headers = {"Host": f"{host}:{port}", "Authorization": f"Bearer {key}"}
        address = f"http://127.0.0.1:{port}/api/mcp/"
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60.0, trust_env=False) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            answer = await client.call_tool(tool, given)
            if answer.is_error or answer.structured_content is None:
                raise HandOverFailed(f"the assistant's {tool} answered {answer.content}")
            return dict(answer.structured_content)

    return async_to_sync(ask)()

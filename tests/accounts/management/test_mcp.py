"""`manage.py mcp`: a real process that speaks with the SDK's own client, and with Firebreak over HTTP."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from accounts.mcp.operations import Ask, Refused
from accounts.mcp.over_http import OverHttp
from accounts.services.api_keys import make_key
from tests.browser import site  # noqa: F401  # a fixture
from tests.world import World

PROJECT = Path(__file__).resolve().parents[3]


def _server(**environ: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["manage.py", "mcp"], cwd=PROJECT, env={**os.environ, **environ}
    )


def test_an_assistant_on_this_machine_reads_by_its_key(committed_world: World, site: int) -> None:  # noqa: F811
    _, key = make_key(committed_world.manager, name="Claude", scopes=["read"], days=1, now=datetime.now(UTC))

    async def read() -> Any:
        server = _server(FIREBREAK_MCP_ADDRESS=f"http://north.localhost:{site}", FIREBREAK_MCP_KEY=key)
        async with Client(stdio_client(server)) as client:
            tools = await client.list_tools()
            return tools, await client.call_tool("list_brands", {}), await client.call_tool("read_plan", {"id": "no"})

    tools, brands, refused = anyio.run(read)
    assert len(tools.tools) == 17
    assert [brand["name"] for brand in brands.structured_content["brands"]] == ["Alder Coffee"]
    assert refused.is_error


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"FIREBREAK_MCP_KEY": "fb_x"}, "FIREBREAK_MCP_ADDRESS must be your agency's address"),
        ({"FIREBREAK_MCP_ADDRESS": "north.localhost", "FIREBREAK_MCP_KEY": "x"}, "FIREBREAK_MCP_ADDRESS must be"),
        ({"FIREBREAK_MCP_ADDRESS": "http://north.localhost"}, "FIREBREAK_MCP_KEY must be an API key"),
    ],
)
def test_a_variable_that_is_missing_is_named(environ: dict[str, str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "mcp"],
        cwd=PROJECT, env={**os.environ, **environ}, capture_output=True, text=True, timeout=90, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr


def test_a_firebreak_that_is_away_is_said_in_words() -> None:
    with OverHttp("http://north.localhost:9", "fb_x") as transport, pytest.raises(Refused, match="can't be reached"):
        transport(Ask("GET", "/api/v1/brands/", {}))

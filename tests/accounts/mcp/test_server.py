"""The server as any client of the protocol sees it."""

from functools import partial
from typing import Any

import jsonschema
import pytest
from mcp import Client, types

from accounts.mcp.server import LISTED, TOOLS
from tests.accounts.mcp.assistant import connected, key_of, protocol_error
from tests.world import World


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_clients_of_both_ages_of_the_protocol_find_the_tools(world: World, mode: str) -> None:
    async def read(client: Client) -> Any:
        return await client.list_tools(), await client.call_tool("list_brands", {})

    listed, answer = connected(key_of(world.owner), read, mode=mode)
    assert [tool.name for tool in listed.tools] == list(TOOLS)
    assert [brand["name"] for brand in answer.structured_content["brands"]] == ["Lumen Air", "Alder Coffee"]


def test_each_tool_says_what_it_takes_gives_and_changes() -> None:
    for tool in LISTED:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint == TOOLS[tool.name].reads
        assert tool.annotations.destructive_hint is False
        assert tool.output_schema is not None
        for schema in (tool.input_schema, tool.output_schema):
            assert schema["type"] == "object"
            jsonschema.Draft202012Validator.check_schema(schema)
        assert tool.input_schema["additionalProperties"] is False


def test_the_report_is_a_prompt_about_a_named_brand(world: World) -> None:
    async def read(client: Client) -> Any:
        listed = await client.list_prompts()
        return listed, await client.get_prompt("situation_report", {"brand": "Alder Coffee"})

    listed, found = connected(key_of(world.owner), read)
    assert [prompt.name for prompt in listed.prompts] == ["situation_report"]
    [message] = found.messages
    assert isinstance(message.content, types.TextContent)
    assert "Alder Coffee" in message.content.text


def test_an_unknown_prompt_or_one_without_a_brand_is_refused(world: World) -> None:
    for name, brand in (("situation_report", " "), ("another", "Alder Coffee")):
        said = protocol_error(key_of(world.owner), partial(Client.get_prompt, name=name, arguments={"brand": brand}))
        assert "needs a brand" in said

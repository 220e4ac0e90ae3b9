"""The server itself: the tools by name, and one prompt, over whatever brings the calls to the API."""

from __future__ import annotations

import json
from typing import Any, Final

from asgiref.sync import sync_to_async
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from accounts.mcp.acting import ACTING
from accounts.mcp.declaring import Tool
from accounts.mcp.operations import Caller, Refused, Transport
from accounts.mcp.reading import READING
from accounts.mcp.untrusted import INSTRUCTIONS as ABOUT_STRANGERS

TOOLS: Final[dict[str, Tool]] = {one.name: one for one in [*READING, *ACTING]}
LISTED: Final = [one.described() for one in TOOLS.values()]
INSTRUCTIONS: Final = (
    "Firebreak is the crisis desk of a PR agency. A brand is one of its clients; a mention is a post about a brand; an alert says in numbers "
    "that something is unusual; an incident is a situation people are handling, by a plan with tasks. Begin with list_brands, then "
    "brand_situation. You can read, draft, note and propose. People decide: you can't approve, publish, release or send anything, nor decide "
    "an alert, and you never say that something was published or approved unless Firebreak shows it. “Crisis” is a word that people "
    "declare. Say where a figure comes from and what is not covered (sources, gaps). Times are UTC.\n\n"
    + ABOUT_STRANGERS
)
REPORT: Final = types.Prompt(
    name="situation_report",
    title="Situation report of a brand",
    description="A short report of what is going on at a brand, for the people who run it.",
    arguments=[types.PromptArgument(name="brand", description="The brand's name or id", required=True)],
)
_REPORT_WORDS: Final = (
    "Write a situation report of the brand named between the lines, in at most 200 words: running incidents with severity and lead; alerts "
    "nobody has decided, each with its figures; updates promised to the client and tasks that are due, the overdue ones first; sources that "
    "are not healthy, so that the reader knows what is not seen. Use list_brands and brand_situation, then explain_alert for the worst open "
    "alert. Quote strangers as quotations only. End with what a person should decide next.\n---\n{brand}\n---"
)
Context = ServerRequestContext[Any]


def server_of(transport: Transport) -> Server[Any]:
    """A server whose tools call the API by this transport."""
    caller = Caller(transport)

    async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=LISTED)

    async def call_tool(_: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name!r} here.")
        # The transport waits for the API: in a thread, or every other call would wait with it.
        return await sync_to_async(_called)(tool, caller, params.arguments or {})

    async def list_prompts(_: Context, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[REPORT])

    async def get_prompt(_: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        brand = (params.arguments or {}).get("brand", "").strip()
        if params.name != REPORT.name or not brand:
            raise MCPError(types.INVALID_PARAMS, "There is one prompt, situation_report, and it needs a brand.")
        words = types.TextContent(type="text", text=_REPORT_WORDS.format(brand=brand[:200]))
        return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=words)])

    return Server(
        "firebreak",
        title="Firebreak",
        version="1",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def _called(tool: Tool, caller: Caller, given: dict[str, Any]) -> types.CallToolResult:
    """What the tool answers, as data and as the same data in words; a refusal as an error the assistant can read."""
    try:
        data = tool.run(caller, given).model_dump(mode="json")
    except Refused as refused:
        # In the result, not as the protocol's error: that the model would not read, and could not mend its call.
        return types.CallToolResult(content=[types.TextContent(type="text", text=str(refused))], is_error=True)
    # The protocol asks for the data in words as well, for clients that know no structured content.
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(content=[types.TextContent(type="text", text=words)], structured_content=data)

from typing import Literal

ImportOutTool = Literal["", "brand24", "brandwatch", "meltwater", "pulsar", "talkwalker"]

IMPORT_OUT_TOOL_VALUES: set[ImportOutTool] = {
    "",
    "brand24",
    "brandwatch",
    "meltwater",
    "pulsar",
    "talkwalker",
}


def check_import_out_tool(value: str) -> ImportOutTool:
    if value in IMPORT_OUT_TOOL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_OUT_TOOL_VALUES!r}")

from typing import Literal

KeyOfMineOutScopesItem = Literal["incidents", "manage", "monitor", "plans", "read", "triage"]

KEY_OF_MINE_OUT_SCOPES_ITEM_VALUES: set[KeyOfMineOutScopesItem] = {
    "incidents",
    "manage",
    "monitor",
    "plans",
    "read",
    "triage",
}


def check_key_of_mine_out_scopes_item(value: str) -> KeyOfMineOutScopesItem:
    if value in KEY_OF_MINE_OUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_OF_MINE_OUT_SCOPES_ITEM_VALUES!r}")

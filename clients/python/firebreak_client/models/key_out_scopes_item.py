from typing import Literal

KeyOutScopesItem = Literal["incidents", "manage", "monitor", "plans", "read", "triage"]

KEY_OUT_SCOPES_ITEM_VALUES: set[KeyOutScopesItem] = {
    "incidents",
    "manage",
    "monitor",
    "plans",
    "read",
    "triage",
}


def check_key_out_scopes_item(value: str) -> KeyOutScopesItem:
    if value in KEY_OUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_OUT_SCOPES_ITEM_VALUES!r}")

from typing import Literal

NewKeyOutScopesItem = Literal["incidents", "manage", "monitor", "plans", "read", "triage"]

NEW_KEY_OUT_SCOPES_ITEM_VALUES: set[NewKeyOutScopesItem] = {
    "incidents",
    "manage",
    "monitor",
    "plans",
    "read",
    "triage",
}


def check_new_key_out_scopes_item(value: str) -> NewKeyOutScopesItem:
    if value in NEW_KEY_OUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_KEY_OUT_SCOPES_ITEM_VALUES!r}")

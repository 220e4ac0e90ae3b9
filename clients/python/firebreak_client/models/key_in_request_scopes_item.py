from typing import Literal

KeyInRequestScopesItem = Literal["incidents", "manage", "monitor", "plans", "read", "triage"]

KEY_IN_REQUEST_SCOPES_ITEM_VALUES: set[KeyInRequestScopesItem] = {
    "incidents",
    "manage",
    "monitor",
    "plans",
    "read",
    "triage",
}


def check_key_in_request_scopes_item(value: str) -> KeyInRequestScopesItem:
    if value in KEY_IN_REQUEST_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_IN_REQUEST_SCOPES_ITEM_VALUES!r}")

from typing import Literal

ConnectionOutScopesItem = Literal["incidents", "manage", "monitor", "plans", "read", "triage"]

CONNECTION_OUT_SCOPES_ITEM_VALUES: set[ConnectionOutScopesItem] = {
    "incidents",
    "manage",
    "monitor",
    "plans",
    "read",
    "triage",
}


def check_connection_out_scopes_item(value: str) -> ConnectionOutScopesItem:
    if value in CONNECTION_OUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONNECTION_OUT_SCOPES_ITEM_VALUES!r}")

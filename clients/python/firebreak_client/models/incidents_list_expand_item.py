from typing import Literal

IncidentsListExpandItem = Literal["brand", "plan_version"]

INCIDENTS_LIST_EXPAND_ITEM_VALUES: set[IncidentsListExpandItem] = {
    "brand",
    "plan_version",
}


def check_incidents_list_expand_item(value: str) -> IncidentsListExpandItem:
    if value in INCIDENTS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENTS_LIST_EXPAND_ITEM_VALUES!r}")

from typing import Literal

IncidentsRetrieveExpandItem = Literal["brand", "plan_version"]

INCIDENTS_RETRIEVE_EXPAND_ITEM_VALUES: set[IncidentsRetrieveExpandItem] = {
    "brand",
    "plan_version",
}


def check_incidents_retrieve_expand_item(value: str) -> IncidentsRetrieveExpandItem:
    if value in INCIDENTS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENTS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

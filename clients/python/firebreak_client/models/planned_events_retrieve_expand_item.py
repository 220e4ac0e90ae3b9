from typing import Literal

PlannedEventsRetrieveExpandItem = Literal["brand"]

PLANNED_EVENTS_RETRIEVE_EXPAND_ITEM_VALUES: set[PlannedEventsRetrieveExpandItem] = {
    "brand",
}


def check_planned_events_retrieve_expand_item(value: str) -> PlannedEventsRetrieveExpandItem:
    if value in PLANNED_EVENTS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENTS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

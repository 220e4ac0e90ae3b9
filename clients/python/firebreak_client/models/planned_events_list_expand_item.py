from typing import Literal

PlannedEventsListExpandItem = Literal["brand"]

PLANNED_EVENTS_LIST_EXPAND_ITEM_VALUES: set[PlannedEventsListExpandItem] = {
    "brand",
}


def check_planned_events_list_expand_item(value: str) -> PlannedEventsListExpandItem:
    if value in PLANNED_EVENTS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENTS_LIST_EXPAND_ITEM_VALUES!r}")

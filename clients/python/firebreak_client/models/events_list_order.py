from typing import Literal

EventsListOrder = Literal["newest", "position"]

EVENTS_LIST_ORDER_VALUES: set[EventsListOrder] = {
    "newest",
    "position",
}


def check_events_list_order(value: str) -> EventsListOrder:
    if value in EVENTS_LIST_ORDER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_LIST_ORDER_VALUES!r}")

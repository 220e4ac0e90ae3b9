from typing import Literal

EventsListExpand = Literal["subject"]

EVENTS_LIST_EXPAND_VALUES: set[EventsListExpand] = {
    "subject",
}


def check_events_list_expand(value: str) -> EventsListExpand:
    if value in EVENTS_LIST_EXPAND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_LIST_EXPAND_VALUES!r}")

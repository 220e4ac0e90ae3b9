from typing import Literal

PlannedEventsListKind = Literal["campaign", "conference", "launch", "other"]

PLANNED_EVENTS_LIST_KIND_VALUES: set[PlannedEventsListKind] = {
    "campaign",
    "conference",
    "launch",
    "other",
}


def check_planned_events_list_kind(value: str) -> PlannedEventsListKind:
    if value in PLANNED_EVENTS_LIST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENTS_LIST_KIND_VALUES!r}")

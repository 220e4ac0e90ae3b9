from typing import Literal

PlannedEventInRequestKind = Literal["campaign", "conference", "launch", "other"]

PLANNED_EVENT_IN_REQUEST_KIND_VALUES: set[PlannedEventInRequestKind] = {
    "campaign",
    "conference",
    "launch",
    "other",
}


def check_planned_event_in_request_kind(value: str) -> PlannedEventInRequestKind:
    if value in PLANNED_EVENT_IN_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENT_IN_REQUEST_KIND_VALUES!r}")

from typing import Literal

PlannedEventOutKind = Literal["campaign", "conference", "launch", "other"]

PLANNED_EVENT_OUT_KIND_VALUES: set[PlannedEventOutKind] = {
    "campaign",
    "conference",
    "launch",
    "other",
}


def check_planned_event_out_kind(value: str) -> PlannedEventOutKind:
    if value in PLANNED_EVENT_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENT_OUT_KIND_VALUES!r}")

from typing import Literal

PlannedEventChangedEventVisibility = Literal["client", "internal", "owners"]

PLANNED_EVENT_CHANGED_EVENT_VISIBILITY_VALUES: set[PlannedEventChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_planned_event_changed_event_visibility(value: str) -> PlannedEventChangedEventVisibility:
    if value in PLANNED_EVENT_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENT_CHANGED_EVENT_VISIBILITY_VALUES!r}")

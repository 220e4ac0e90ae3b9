from typing import Literal

PlannedEventRemovedEventVisibility = Literal["client", "internal", "owners"]

PLANNED_EVENT_REMOVED_EVENT_VISIBILITY_VALUES: set[PlannedEventRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_planned_event_removed_event_visibility(value: str) -> PlannedEventRemovedEventVisibility:
    if value in PLANNED_EVENT_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENT_REMOVED_EVENT_VISIBILITY_VALUES!r}")

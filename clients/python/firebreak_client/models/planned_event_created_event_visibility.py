from typing import Literal

PlannedEventCreatedEventVisibility = Literal["client", "internal", "owners"]

PLANNED_EVENT_CREATED_EVENT_VISIBILITY_VALUES: set[PlannedEventCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_planned_event_created_event_visibility(value: str) -> PlannedEventCreatedEventVisibility:
    if value in PLANNED_EVENT_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANNED_EVENT_CREATED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentEntryReleasedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ENTRY_RELEASED_EVENT_VISIBILITY_VALUES: set[IncidentEntryReleasedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_entry_released_event_visibility(value: str) -> IncidentEntryReleasedEventVisibility:
    if value in INCIDENT_ENTRY_RELEASED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ENTRY_RELEASED_EVENT_VISIBILITY_VALUES!r}")

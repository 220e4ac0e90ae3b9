from typing import Literal

IncidentEntryErasedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ENTRY_ERASED_EVENT_VISIBILITY_VALUES: set[IncidentEntryErasedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_entry_erased_event_visibility(value: str) -> IncidentEntryErasedEventVisibility:
    if value in INCIDENT_ENTRY_ERASED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ENTRY_ERASED_EVENT_VISIBILITY_VALUES!r}")

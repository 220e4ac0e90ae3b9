from typing import Literal

IncidentEntryCorrectedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ENTRY_CORRECTED_EVENT_VISIBILITY_VALUES: set[IncidentEntryCorrectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_entry_corrected_event_visibility(value: str) -> IncidentEntryCorrectedEventVisibility:
    if value in INCIDENT_ENTRY_CORRECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ENTRY_CORRECTED_EVENT_VISIBILITY_VALUES!r}")

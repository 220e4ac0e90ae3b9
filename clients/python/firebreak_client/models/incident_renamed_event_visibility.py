from typing import Literal

IncidentRenamedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_RENAMED_EVENT_VISIBILITY_VALUES: set[IncidentRenamedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_renamed_event_visibility(value: str) -> IncidentRenamedEventVisibility:
    if value in INCIDENT_RENAMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RENAMED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentReopenedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_REOPENED_EVENT_VISIBILITY_VALUES: set[IncidentReopenedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_reopened_event_visibility(value: str) -> IncidentReopenedEventVisibility:
    if value in INCIDENT_REOPENED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_REOPENED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentClosedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_CLOSED_EVENT_VISIBILITY_VALUES: set[IncidentClosedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_closed_event_visibility(value: str) -> IncidentClosedEventVisibility:
    if value in INCIDENT_CLOSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CLOSED_EVENT_VISIBILITY_VALUES!r}")

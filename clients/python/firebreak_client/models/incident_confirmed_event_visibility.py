from typing import Literal

IncidentConfirmedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_CONFIRMED_EVENT_VISIBILITY_VALUES: set[IncidentConfirmedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_confirmed_event_visibility(value: str) -> IncidentConfirmedEventVisibility:
    if value in INCIDENT_CONFIRMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CONFIRMED_EVENT_VISIBILITY_VALUES!r}")

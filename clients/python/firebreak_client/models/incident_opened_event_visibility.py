from typing import Literal

IncidentOpenedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_OPENED_EVENT_VISIBILITY_VALUES: set[IncidentOpenedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_opened_event_visibility(value: str) -> IncidentOpenedEventVisibility:
    if value in INCIDENT_OPENED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_OPENED_EVENT_VISIBILITY_VALUES!r}")

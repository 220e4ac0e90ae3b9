from typing import Literal

IncidentRespondingEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_RESPONDING_EVENT_VISIBILITY_VALUES: set[IncidentRespondingEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_responding_event_visibility(value: str) -> IncidentRespondingEventVisibility:
    if value in INCIDENT_RESPONDING_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESPONDING_EVENT_VISIBILITY_VALUES!r}")

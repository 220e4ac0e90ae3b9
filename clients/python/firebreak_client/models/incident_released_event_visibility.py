from typing import Literal

IncidentReleasedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_RELEASED_EVENT_VISIBILITY_VALUES: set[IncidentReleasedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_released_event_visibility(value: str) -> IncidentReleasedEventVisibility:
    if value in INCIDENT_RELEASED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RELEASED_EVENT_VISIBILITY_VALUES!r}")

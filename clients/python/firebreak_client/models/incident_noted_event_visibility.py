from typing import Literal

IncidentNotedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_NOTED_EVENT_VISIBILITY_VALUES: set[IncidentNotedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_noted_event_visibility(value: str) -> IncidentNotedEventVisibility:
    if value in INCIDENT_NOTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_NOTED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentResolvedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_RESOLVED_EVENT_VISIBILITY_VALUES: set[IncidentResolvedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_resolved_event_visibility(value: str) -> IncidentResolvedEventVisibility:
    if value in INCIDENT_RESOLVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESOLVED_EVENT_VISIBILITY_VALUES!r}")

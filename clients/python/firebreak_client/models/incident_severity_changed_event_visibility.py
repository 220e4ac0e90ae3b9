from typing import Literal

IncidentSeverityChangedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_SEVERITY_CHANGED_EVENT_VISIBILITY_VALUES: set[IncidentSeverityChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_severity_changed_event_visibility(value: str) -> IncidentSeverityChangedEventVisibility:
    if value in INCIDENT_SEVERITY_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_SEVERITY_CHANGED_EVENT_VISIBILITY_VALUES!r}"
    )

from typing import Literal

IncidentResolvedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_RESOLVED_EVENT_DATA_FROM_VALUES: set[IncidentResolvedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_resolved_event_data_from(value: str) -> IncidentResolvedEventDataFrom:
    if value in INCIDENT_RESOLVED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESOLVED_EVENT_DATA_FROM_VALUES!r}")

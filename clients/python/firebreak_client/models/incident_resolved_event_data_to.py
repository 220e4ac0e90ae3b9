from typing import Literal

IncidentResolvedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_RESOLVED_EVENT_DATA_TO_VALUES: set[IncidentResolvedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_resolved_event_data_to(value: str) -> IncidentResolvedEventDataTo:
    if value in INCIDENT_RESOLVED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESOLVED_EVENT_DATA_TO_VALUES!r}")

from typing import Literal

IncidentClosedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_CLOSED_EVENT_DATA_TO_VALUES: set[IncidentClosedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_closed_event_data_to(value: str) -> IncidentClosedEventDataTo:
    if value in INCIDENT_CLOSED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CLOSED_EVENT_DATA_TO_VALUES!r}")

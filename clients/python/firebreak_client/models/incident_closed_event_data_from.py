from typing import Literal

IncidentClosedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_CLOSED_EVENT_DATA_FROM_VALUES: set[IncidentClosedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_closed_event_data_from(value: str) -> IncidentClosedEventDataFrom:
    if value in INCIDENT_CLOSED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CLOSED_EVENT_DATA_FROM_VALUES!r}")

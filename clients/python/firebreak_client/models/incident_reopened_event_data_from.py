from typing import Literal

IncidentReopenedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_REOPENED_EVENT_DATA_FROM_VALUES: set[IncidentReopenedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_reopened_event_data_from(value: str) -> IncidentReopenedEventDataFrom:
    if value in INCIDENT_REOPENED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_REOPENED_EVENT_DATA_FROM_VALUES!r}")

from typing import Literal

IncidentReopenedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_REOPENED_EVENT_DATA_TO_VALUES: set[IncidentReopenedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_reopened_event_data_to(value: str) -> IncidentReopenedEventDataTo:
    if value in INCIDENT_REOPENED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_REOPENED_EVENT_DATA_TO_VALUES!r}")

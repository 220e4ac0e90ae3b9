from typing import Literal

IncidentDismissedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_DISMISSED_EVENT_DATA_FROM_VALUES: set[IncidentDismissedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_dismissed_event_data_from(value: str) -> IncidentDismissedEventDataFrom:
    if value in INCIDENT_DISMISSED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DISMISSED_EVENT_DATA_FROM_VALUES!r}")

from typing import Literal

IncidentDismissedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_DISMISSED_EVENT_DATA_TO_VALUES: set[IncidentDismissedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_dismissed_event_data_to(value: str) -> IncidentDismissedEventDataTo:
    if value in INCIDENT_DISMISSED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DISMISSED_EVENT_DATA_TO_VALUES!r}")

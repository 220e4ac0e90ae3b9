from typing import Literal

IncidentConfirmedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_CONFIRMED_EVENT_DATA_TO_VALUES: set[IncidentConfirmedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_confirmed_event_data_to(value: str) -> IncidentConfirmedEventDataTo:
    if value in INCIDENT_CONFIRMED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CONFIRMED_EVENT_DATA_TO_VALUES!r}")

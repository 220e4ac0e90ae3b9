from typing import Literal

IncidentConfirmedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_CONFIRMED_EVENT_DATA_FROM_VALUES: set[IncidentConfirmedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_confirmed_event_data_from(value: str) -> IncidentConfirmedEventDataFrom:
    if value in INCIDENT_CONFIRMED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CONFIRMED_EVENT_DATA_FROM_VALUES!r}")

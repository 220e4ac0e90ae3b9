from typing import Literal

IncidentRespondingEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_RESPONDING_EVENT_DATA_FROM_VALUES: set[IncidentRespondingEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_responding_event_data_from(value: str) -> IncidentRespondingEventDataFrom:
    if value in INCIDENT_RESPONDING_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESPONDING_EVENT_DATA_FROM_VALUES!r}")

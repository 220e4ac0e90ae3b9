from typing import Literal

IncidentRespondingEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_RESPONDING_EVENT_DATA_TO_VALUES: set[IncidentRespondingEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_responding_event_data_to(value: str) -> IncidentRespondingEventDataTo:
    if value in INCIDENT_RESPONDING_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RESPONDING_EVENT_DATA_TO_VALUES!r}")

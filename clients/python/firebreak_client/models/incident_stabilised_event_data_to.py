from typing import Literal

IncidentStabilisedEventDataTo = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_STABILISED_EVENT_DATA_TO_VALUES: set[IncidentStabilisedEventDataTo] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_stabilised_event_data_to(value: str) -> IncidentStabilisedEventDataTo:
    if value in INCIDENT_STABILISED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_STABILISED_EVENT_DATA_TO_VALUES!r}")

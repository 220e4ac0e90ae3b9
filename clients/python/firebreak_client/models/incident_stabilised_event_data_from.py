from typing import Literal

IncidentStabilisedEventDataFrom = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_STABILISED_EVENT_DATA_FROM_VALUES: set[IncidentStabilisedEventDataFrom] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_stabilised_event_data_from(value: str) -> IncidentStabilisedEventDataFrom:
    if value in INCIDENT_STABILISED_EVENT_DATA_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_STABILISED_EVENT_DATA_FROM_VALUES!r}")

from typing import Literal

IncidentOpenedEventDataStatus = Literal[
    "closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"
]

INCIDENT_OPENED_EVENT_DATA_STATUS_VALUES: set[IncidentOpenedEventDataStatus] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_opened_event_data_status(value: str) -> IncidentOpenedEventDataStatus:
    if value in INCIDENT_OPENED_EVENT_DATA_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_OPENED_EVENT_DATA_STATUS_VALUES!r}")

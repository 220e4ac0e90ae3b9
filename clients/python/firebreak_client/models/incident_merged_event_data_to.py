from typing import Literal

IncidentMergedEventDataTo = Literal["merged"]

INCIDENT_MERGED_EVENT_DATA_TO_VALUES: set[IncidentMergedEventDataTo] = {
    "merged",
}


def check_incident_merged_event_data_to(value: str) -> IncidentMergedEventDataTo:
    if value in INCIDENT_MERGED_EVENT_DATA_TO_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_MERGED_EVENT_DATA_TO_VALUES!r}")

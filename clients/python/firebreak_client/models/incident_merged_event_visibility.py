from typing import Literal

IncidentMergedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_MERGED_EVENT_VISIBILITY_VALUES: set[IncidentMergedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_merged_event_visibility(value: str) -> IncidentMergedEventVisibility:
    if value in INCIDENT_MERGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_MERGED_EVENT_VISIBILITY_VALUES!r}")

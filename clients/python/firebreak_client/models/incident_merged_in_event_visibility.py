from typing import Literal

IncidentMergedInEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_MERGED_IN_EVENT_VISIBILITY_VALUES: set[IncidentMergedInEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_merged_in_event_visibility(value: str) -> IncidentMergedInEventVisibility:
    if value in INCIDENT_MERGED_IN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_MERGED_IN_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentMergedOnEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_MERGED_ON_EVENT_VISIBILITY_VALUES: set[IncidentMergedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_merged_on_event_visibility(value: str) -> IncidentMergedOnEventVisibility:
    if value in INCIDENT_MERGED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_MERGED_ON_EVENT_VISIBILITY_VALUES!r}")

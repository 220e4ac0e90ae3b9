from typing import Literal

IncidentUpdateLateEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_UPDATE_LATE_EVENT_VISIBILITY_VALUES: set[IncidentUpdateLateEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_update_late_event_visibility(value: str) -> IncidentUpdateLateEventVisibility:
    if value in INCIDENT_UPDATE_LATE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_UPDATE_LATE_EVENT_VISIBILITY_VALUES!r}")

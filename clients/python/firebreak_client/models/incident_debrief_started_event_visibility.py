from typing import Literal

IncidentDebriefStartedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DEBRIEF_STARTED_EVENT_VISIBILITY_VALUES: set[IncidentDebriefStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_debrief_started_event_visibility(value: str) -> IncidentDebriefStartedEventVisibility:
    if value in INCIDENT_DEBRIEF_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DEBRIEF_STARTED_EVENT_VISIBILITY_VALUES!r}")

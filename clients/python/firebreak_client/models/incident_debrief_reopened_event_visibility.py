from typing import Literal

IncidentDebriefReopenedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DEBRIEF_REOPENED_EVENT_VISIBILITY_VALUES: set[IncidentDebriefReopenedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_debrief_reopened_event_visibility(value: str) -> IncidentDebriefReopenedEventVisibility:
    if value in INCIDENT_DEBRIEF_REOPENED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_DEBRIEF_REOPENED_EVENT_VISIBILITY_VALUES!r}"
    )

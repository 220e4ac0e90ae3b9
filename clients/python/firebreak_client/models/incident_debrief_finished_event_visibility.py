from typing import Literal

IncidentDebriefFinishedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DEBRIEF_FINISHED_EVENT_VISIBILITY_VALUES: set[IncidentDebriefFinishedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_debrief_finished_event_visibility(value: str) -> IncidentDebriefFinishedEventVisibility:
    if value in INCIDENT_DEBRIEF_FINISHED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_DEBRIEF_FINISHED_EVENT_VISIBILITY_VALUES!r}"
    )

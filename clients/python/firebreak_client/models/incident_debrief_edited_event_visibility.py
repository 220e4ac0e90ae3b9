from typing import Literal

IncidentDebriefEditedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DEBRIEF_EDITED_EVENT_VISIBILITY_VALUES: set[IncidentDebriefEditedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_debrief_edited_event_visibility(value: str) -> IncidentDebriefEditedEventVisibility:
    if value in INCIDENT_DEBRIEF_EDITED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DEBRIEF_EDITED_EVENT_VISIBILITY_VALUES!r}")

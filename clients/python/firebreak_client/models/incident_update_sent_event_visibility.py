from typing import Literal

IncidentUpdateSentEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_UPDATE_SENT_EVENT_VISIBILITY_VALUES: set[IncidentUpdateSentEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_update_sent_event_visibility(value: str) -> IncidentUpdateSentEventVisibility:
    if value in INCIDENT_UPDATE_SENT_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_UPDATE_SENT_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentAlertJoinedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ALERT_JOINED_EVENT_VISIBILITY_VALUES: set[IncidentAlertJoinedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_alert_joined_event_visibility(value: str) -> IncidentAlertJoinedEventVisibility:
    if value in INCIDENT_ALERT_JOINED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ALERT_JOINED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentAlertMovedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ALERT_MOVED_EVENT_VISIBILITY_VALUES: set[IncidentAlertMovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_alert_moved_event_visibility(value: str) -> IncidentAlertMovedEventVisibility:
    if value in INCIDENT_ALERT_MOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ALERT_MOVED_EVENT_VISIBILITY_VALUES!r}")

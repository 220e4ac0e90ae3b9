from typing import Literal

IncidentAlertLeftEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ALERT_LEFT_EVENT_VISIBILITY_VALUES: set[IncidentAlertLeftEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_alert_left_event_visibility(value: str) -> IncidentAlertLeftEventVisibility:
    if value in INCIDENT_ALERT_LEFT_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_ALERT_LEFT_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AlertOpenedIncidentEventVisibility = Literal["client", "internal", "owners"]

ALERT_OPENED_INCIDENT_EVENT_VISIBILITY_VALUES: set[AlertOpenedIncidentEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_opened_incident_event_visibility(value: str) -> AlertOpenedIncidentEventVisibility:
    if value in ALERT_OPENED_INCIDENT_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OPENED_INCIDENT_EVENT_VISIBILITY_VALUES!r}")

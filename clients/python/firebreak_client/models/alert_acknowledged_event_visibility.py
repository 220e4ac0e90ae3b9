from typing import Literal

AlertAcknowledgedEventVisibility = Literal["client", "internal", "owners"]

ALERT_ACKNOWLEDGED_EVENT_VISIBILITY_VALUES: set[AlertAcknowledgedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_acknowledged_event_visibility(value: str) -> AlertAcknowledgedEventVisibility:
    if value in ALERT_ACKNOWLEDGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_ACKNOWLEDGED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AlertWaitingEventVisibility = Literal["client", "internal", "owners"]

ALERT_WAITING_EVENT_VISIBILITY_VALUES: set[AlertWaitingEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_waiting_event_visibility(value: str) -> AlertWaitingEventVisibility:
    if value in ALERT_WAITING_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_WAITING_EVENT_VISIBILITY_VALUES!r}")

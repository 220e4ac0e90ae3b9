from typing import Literal

AlertRaisedEventVisibility = Literal["client", "internal", "owners"]

ALERT_RAISED_EVENT_VISIBILITY_VALUES: set[AlertRaisedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_raised_event_visibility(value: str) -> AlertRaisedEventVisibility:
    if value in ALERT_RAISED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_RAISED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AlertDismissedEventVisibility = Literal["client", "internal", "owners"]

ALERT_DISMISSED_EVENT_VISIBILITY_VALUES: set[AlertDismissedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_dismissed_event_visibility(value: str) -> AlertDismissedEventVisibility:
    if value in ALERT_DISMISSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_DISMISSED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AlertJoinedEventVisibility = Literal["client", "internal", "owners"]

ALERT_JOINED_EVENT_VISIBILITY_VALUES: set[AlertJoinedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_joined_event_visibility(value: str) -> AlertJoinedEventVisibility:
    if value in ALERT_JOINED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_JOINED_EVENT_VISIBILITY_VALUES!r}")

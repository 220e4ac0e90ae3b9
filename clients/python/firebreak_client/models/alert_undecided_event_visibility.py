from typing import Literal

AlertUndecidedEventVisibility = Literal["client", "internal", "owners"]

ALERT_UNDECIDED_EVENT_VISIBILITY_VALUES: set[AlertUndecidedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_undecided_event_visibility(value: str) -> AlertUndecidedEventVisibility:
    if value in ALERT_UNDECIDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_UNDECIDED_EVENT_VISIBILITY_VALUES!r}")

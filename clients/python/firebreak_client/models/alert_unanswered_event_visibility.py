from typing import Literal

AlertUnansweredEventVisibility = Literal["client", "internal", "owners"]

ALERT_UNANSWERED_EVENT_VISIBILITY_VALUES: set[AlertUnansweredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_unanswered_event_visibility(value: str) -> AlertUnansweredEventVisibility:
    if value in ALERT_UNANSWERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_UNANSWERED_EVENT_VISIBILITY_VALUES!r}")

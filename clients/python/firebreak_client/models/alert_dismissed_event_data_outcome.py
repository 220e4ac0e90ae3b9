from typing import Literal

AlertDismissedEventDataOutcome = Literal["", "crisis", "issue", "known_campaign", "noise"]

ALERT_DISMISSED_EVENT_DATA_OUTCOME_VALUES: set[AlertDismissedEventDataOutcome] = {
    "",
    "crisis",
    "issue",
    "known_campaign",
    "noise",
}


def check_alert_dismissed_event_data_outcome(value: str) -> AlertDismissedEventDataOutcome:
    if value in ALERT_DISMISSED_EVENT_DATA_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_DISMISSED_EVENT_DATA_OUTCOME_VALUES!r}")

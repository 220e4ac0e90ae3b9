from typing import Literal

AlertOutcomeRecordedEventVisibility = Literal["client", "internal", "owners"]

ALERT_OUTCOME_RECORDED_EVENT_VISIBILITY_VALUES: set[AlertOutcomeRecordedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_alert_outcome_recorded_event_visibility(value: str) -> AlertOutcomeRecordedEventVisibility:
    if value in ALERT_OUTCOME_RECORDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OUTCOME_RECORDED_EVENT_VISIBILITY_VALUES!r}")

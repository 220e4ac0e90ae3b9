from typing import Literal

AlertOutcomeRecordedEventDataOutcome = Literal["crisis", "issue", "known_campaign", "noise"]

ALERT_OUTCOME_RECORDED_EVENT_DATA_OUTCOME_VALUES: set[AlertOutcomeRecordedEventDataOutcome] = {
    "crisis",
    "issue",
    "known_campaign",
    "noise",
}


def check_alert_outcome_recorded_event_data_outcome(value: str) -> AlertOutcomeRecordedEventDataOutcome:
    if value in ALERT_OUTCOME_RECORDED_EVENT_DATA_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OUTCOME_RECORDED_EVENT_DATA_OUTCOME_VALUES!r}")

from typing import Literal

AlertOutOutcome = Literal["", "crisis", "issue", "known_campaign", "noise"]

ALERT_OUT_OUTCOME_VALUES: set[AlertOutOutcome] = {
    "",
    "crisis",
    "issue",
    "known_campaign",
    "noise",
}


def check_alert_out_outcome(value: str) -> AlertOutOutcome:
    if value in ALERT_OUT_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OUT_OUTCOME_VALUES!r}")

from typing import Literal

DismissInRequestOutcome = Literal["crisis", "issue", "known_campaign", "noise"]

DISMISS_IN_REQUEST_OUTCOME_VALUES: set[DismissInRequestOutcome] = {
    "crisis",
    "issue",
    "known_campaign",
    "noise",
}


def check_dismiss_in_request_outcome(value: str) -> DismissInRequestOutcome:
    if value in DISMISS_IN_REQUEST_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DISMISS_IN_REQUEST_OUTCOME_VALUES!r}")

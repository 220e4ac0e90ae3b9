from typing import Literal

FetchOutOutcome = Literal["failed", "read", "same"]

FETCH_OUT_OUTCOME_VALUES: set[FetchOutOutcome] = {
    "failed",
    "read",
    "same",
}


def check_fetch_out_outcome(value: str) -> FetchOutOutcome:
    if value in FETCH_OUT_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FETCH_OUT_OUTCOME_VALUES!r}")

from typing import Literal

StepInRequestStep = Literal["done", "names", "plan", "query", "sources", "team"]

STEP_IN_REQUEST_STEP_VALUES: set[StepInRequestStep] = {
    "done",
    "names",
    "plan",
    "query",
    "sources",
    "team",
}


def check_step_in_request_step(value: str) -> StepInRequestStep:
    if value in STEP_IN_REQUEST_STEP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STEP_IN_REQUEST_STEP_VALUES!r}")

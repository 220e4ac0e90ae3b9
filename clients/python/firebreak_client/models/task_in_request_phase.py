from typing import Literal

TaskInRequestPhase = Literal["learn", "resolve", "respond", "stabilise", "triage"]

TASK_IN_REQUEST_PHASE_VALUES: set[TaskInRequestPhase] = {
    "learn",
    "resolve",
    "respond",
    "stabilise",
    "triage",
}


def check_task_in_request_phase(value: str) -> TaskInRequestPhase:
    if value in TASK_IN_REQUEST_PHASE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_IN_REQUEST_PHASE_VALUES!r}")

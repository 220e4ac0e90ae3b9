from typing import Literal

TaskOutPhase = Literal["learn", "resolve", "respond", "stabilise", "triage"]

TASK_OUT_PHASE_VALUES: set[TaskOutPhase] = {
    "learn",
    "resolve",
    "respond",
    "stabilise",
    "triage",
}


def check_task_out_phase(value: str) -> TaskOutPhase:
    if value in TASK_OUT_PHASE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_OUT_PHASE_VALUES!r}")

from typing import Literal

TasksListPhase = Literal["learn", "resolve", "respond", "stabilise", "triage"]

TASKS_LIST_PHASE_VALUES: set[TasksListPhase] = {
    "learn",
    "resolve",
    "respond",
    "stabilise",
    "triage",
}


def check_tasks_list_phase(value: str) -> TasksListPhase:
    if value in TASKS_LIST_PHASE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASKS_LIST_PHASE_VALUES!r}")

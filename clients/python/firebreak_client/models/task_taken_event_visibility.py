from typing import Literal

TaskTakenEventVisibility = Literal["client", "internal", "owners"]

TASK_TAKEN_EVENT_VISIBILITY_VALUES: set[TaskTakenEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_taken_event_visibility(value: str) -> TaskTakenEventVisibility:
    if value in TASK_TAKEN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_TAKEN_EVENT_VISIBILITY_VALUES!r}")

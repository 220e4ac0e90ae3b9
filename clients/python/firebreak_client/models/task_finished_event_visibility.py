from typing import Literal

TaskFinishedEventVisibility = Literal["client", "internal", "owners"]

TASK_FINISHED_EVENT_VISIBILITY_VALUES: set[TaskFinishedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_finished_event_visibility(value: str) -> TaskFinishedEventVisibility:
    if value in TASK_FINISHED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_FINISHED_EVENT_VISIBILITY_VALUES!r}")

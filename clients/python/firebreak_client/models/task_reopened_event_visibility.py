from typing import Literal

TaskReopenedEventVisibility = Literal["client", "internal", "owners"]

TASK_REOPENED_EVENT_VISIBILITY_VALUES: set[TaskReopenedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_reopened_event_visibility(value: str) -> TaskReopenedEventVisibility:
    if value in TASK_REOPENED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_REOPENED_EVENT_VISIBILITY_VALUES!r}")

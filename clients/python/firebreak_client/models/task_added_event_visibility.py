from typing import Literal

TaskAddedEventVisibility = Literal["client", "internal", "owners"]

TASK_ADDED_EVENT_VISIBILITY_VALUES: set[TaskAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_added_event_visibility(value: str) -> TaskAddedEventVisibility:
    if value in TASK_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_ADDED_EVENT_VISIBILITY_VALUES!r}")

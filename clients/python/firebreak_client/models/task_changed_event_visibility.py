from typing import Literal

TaskChangedEventVisibility = Literal["client", "internal", "owners"]

TASK_CHANGED_EVENT_VISIBILITY_VALUES: set[TaskChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_changed_event_visibility(value: str) -> TaskChangedEventVisibility:
    if value in TASK_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_CHANGED_EVENT_VISIBILITY_VALUES!r}")

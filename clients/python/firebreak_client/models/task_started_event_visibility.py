from typing import Literal

TaskStartedEventVisibility = Literal["client", "internal", "owners"]

TASK_STARTED_EVENT_VISIBILITY_VALUES: set[TaskStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_started_event_visibility(value: str) -> TaskStartedEventVisibility:
    if value in TASK_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_STARTED_EVENT_VISIBILITY_VALUES!r}")

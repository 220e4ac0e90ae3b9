from typing import Literal

TaskLateEventVisibility = Literal["client", "internal", "owners"]

TASK_LATE_EVENT_VISIBILITY_VALUES: set[TaskLateEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_late_event_visibility(value: str) -> TaskLateEventVisibility:
    if value in TASK_LATE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_LATE_EVENT_VISIBILITY_VALUES!r}")

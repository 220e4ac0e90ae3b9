from typing import Literal

TaskSkippedEventVisibility = Literal["client", "internal", "owners"]

TASK_SKIPPED_EVENT_VISIBILITY_VALUES: set[TaskSkippedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_skipped_event_visibility(value: str) -> TaskSkippedEventVisibility:
    if value in TASK_SKIPPED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_SKIPPED_EVENT_VISIBILITY_VALUES!r}")

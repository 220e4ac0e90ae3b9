from typing import Literal

TaskGivenEventVisibility = Literal["client", "internal", "owners"]

TASK_GIVEN_EVENT_VISIBILITY_VALUES: set[TaskGivenEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_task_given_event_visibility(value: str) -> TaskGivenEventVisibility:
    if value in TASK_GIVEN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_GIVEN_EVENT_VISIBILITY_VALUES!r}")

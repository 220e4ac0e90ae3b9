from typing import Literal

StatusInRequestAction = Literal["discard", "finish", "reopen", "start"]

STATUS_IN_REQUEST_ACTION_VALUES: set[StatusInRequestAction] = {
    "discard",
    "finish",
    "reopen",
    "start",
}


def check_status_in_request_action(value: str) -> StatusInRequestAction:
    if value in STATUS_IN_REQUEST_ACTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATUS_IN_REQUEST_ACTION_VALUES!r}")

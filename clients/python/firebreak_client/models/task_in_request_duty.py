from typing import Literal

TaskInRequestDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

TASK_IN_REQUEST_DUTY_VALUES: set[TaskInRequestDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_task_in_request_duty(value: str) -> TaskInRequestDuty:
    if value in TASK_IN_REQUEST_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_IN_REQUEST_DUTY_VALUES!r}")

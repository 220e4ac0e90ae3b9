from typing import Literal

TaskOutDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

TASK_OUT_DUTY_VALUES: set[TaskOutDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_task_out_duty(value: str) -> TaskOutDuty:
    if value in TASK_OUT_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASK_OUT_DUTY_VALUES!r}")

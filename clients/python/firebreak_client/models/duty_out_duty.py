from typing import Literal

DutyOutDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

DUTY_OUT_DUTY_VALUES: set[DutyOutDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_duty_out_duty(value: str) -> DutyOutDuty:
    if value in DUTY_OUT_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DUTY_OUT_DUTY_VALUES!r}")

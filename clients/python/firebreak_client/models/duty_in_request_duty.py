from typing import Literal

DutyInRequestDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

DUTY_IN_REQUEST_DUTY_VALUES: set[DutyInRequestDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_duty_in_request_duty(value: str) -> DutyInRequestDuty:
    if value in DUTY_IN_REQUEST_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DUTY_IN_REQUEST_DUTY_VALUES!r}")

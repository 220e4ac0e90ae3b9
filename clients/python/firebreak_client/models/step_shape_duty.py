from typing import Literal

StepShapeDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

STEP_SHAPE_DUTY_VALUES: set[StepShapeDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_step_shape_duty(value: str) -> StepShapeDuty:
    if value in STEP_SHAPE_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STEP_SHAPE_DUTY_VALUES!r}")

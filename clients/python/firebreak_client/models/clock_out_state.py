from typing import Literal

ClockOutState = Literal["held", "met", "missed", "running"]

CLOCK_OUT_STATE_VALUES: set[ClockOutState] = {
    "held",
    "met",
    "missed",
    "running",
}


def check_clock_out_state(value: str) -> ClockOutState:
    if value in CLOCK_OUT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLOCK_OUT_STATE_VALUES!r}")

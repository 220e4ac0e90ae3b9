from typing import Literal

ClockOutKind = Literal["acknowledged", "answered", "published", "update"]

CLOCK_OUT_KIND_VALUES: set[ClockOutKind] = {
    "acknowledged",
    "answered",
    "published",
    "update",
}


def check_clock_out_kind(value: str) -> ClockOutKind:
    if value in CLOCK_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CLOCK_OUT_KIND_VALUES!r}")

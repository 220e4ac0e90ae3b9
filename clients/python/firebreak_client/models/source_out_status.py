from typing import Literal

SourceOutStatus = Literal["active", "given", "paused", "removed"]

SOURCE_OUT_STATUS_VALUES: set[SourceOutStatus] = {
    "active",
    "given",
    "paused",
    "removed",
}


def check_source_out_status(value: str) -> SourceOutStatus:
    if value in SOURCE_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_STATUS_VALUES!r}")

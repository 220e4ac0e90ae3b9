from typing import Literal

LinkReadingOutStatus = Literal["failed", "read", "reading"]

LINK_READING_OUT_STATUS_VALUES: set[LinkReadingOutStatus] = {
    "failed",
    "read",
    "reading",
}


def check_link_reading_out_status(value: str) -> LinkReadingOutStatus:
    if value in LINK_READING_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_READING_OUT_STATUS_VALUES!r}")

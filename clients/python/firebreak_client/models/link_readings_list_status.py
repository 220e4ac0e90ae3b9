from typing import Literal

LinkReadingsListStatus = Literal["failed", "read", "reading"]

LINK_READINGS_LIST_STATUS_VALUES: set[LinkReadingsListStatus] = {
    "failed",
    "read",
    "reading",
}


def check_link_readings_list_status(value: str) -> LinkReadingsListStatus:
    if value in LINK_READINGS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_READINGS_LIST_STATUS_VALUES!r}")

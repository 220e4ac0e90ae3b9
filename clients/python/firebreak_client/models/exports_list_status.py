from typing import Literal

ExportsListStatus = Literal["cancelled", "done", "expired", "failed", "running"]

EXPORTS_LIST_STATUS_VALUES: set[ExportsListStatus] = {
    "cancelled",
    "done",
    "expired",
    "failed",
    "running",
}


def check_exports_list_status(value: str) -> ExportsListStatus:
    if value in EXPORTS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPORTS_LIST_STATUS_VALUES!r}")

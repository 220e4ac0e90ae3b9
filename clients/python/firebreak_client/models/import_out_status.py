from typing import Literal

ImportOutStatus = Literal["cancelled", "discarded", "done", "failed", "ready", "running", "undoing", "undone"]

IMPORT_OUT_STATUS_VALUES: set[ImportOutStatus] = {
    "cancelled",
    "discarded",
    "done",
    "failed",
    "ready",
    "running",
    "undoing",
    "undone",
}


def check_import_out_status(value: str) -> ImportOutStatus:
    if value in IMPORT_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_OUT_STATUS_VALUES!r}")

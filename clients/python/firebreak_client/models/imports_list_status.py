from typing import Literal

ImportsListStatus = Literal["cancelled", "discarded", "done", "failed", "ready", "running", "undoing", "undone"]

IMPORTS_LIST_STATUS_VALUES: set[ImportsListStatus] = {
    "cancelled",
    "discarded",
    "done",
    "failed",
    "ready",
    "running",
    "undoing",
    "undone",
}


def check_imports_list_status(value: str) -> ImportsListStatus:
    if value in IMPORTS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORTS_LIST_STATUS_VALUES!r}")

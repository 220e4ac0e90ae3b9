from typing import Literal

BackfillsListStatus = Literal["cancelled", "done", "failed", "replaced", "running"]

BACKFILLS_LIST_STATUS_VALUES: set[BackfillsListStatus] = {
    "cancelled",
    "done",
    "failed",
    "replaced",
    "running",
}


def check_backfills_list_status(value: str) -> BackfillsListStatus:
    if value in BACKFILLS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILLS_LIST_STATUS_VALUES!r}")

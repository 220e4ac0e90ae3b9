from typing import Literal

BackfillOutStatus = Literal["cancelled", "done", "failed", "replaced", "running"]

BACKFILL_OUT_STATUS_VALUES: set[BackfillOutStatus] = {
    "cancelled",
    "done",
    "failed",
    "replaced",
    "running",
}


def check_backfill_out_status(value: str) -> BackfillOutStatus:
    if value in BACKFILL_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_OUT_STATUS_VALUES!r}")

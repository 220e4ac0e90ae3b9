from typing import Literal

BackfillEndedEventDataStatus = Literal["done", "failed", "replaced"]

BACKFILL_ENDED_EVENT_DATA_STATUS_VALUES: set[BackfillEndedEventDataStatus] = {
    "done",
    "failed",
    "replaced",
}


def check_backfill_ended_event_data_status(value: str) -> BackfillEndedEventDataStatus:
    if value in BACKFILL_ENDED_EVENT_DATA_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_ENDED_EVENT_DATA_STATUS_VALUES!r}")

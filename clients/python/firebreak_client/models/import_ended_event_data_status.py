from typing import Literal

ImportEndedEventDataStatus = Literal["done", "failed"]

IMPORT_ENDED_EVENT_DATA_STATUS_VALUES: set[ImportEndedEventDataStatus] = {
    "done",
    "failed",
}


def check_import_ended_event_data_status(value: str) -> ImportEndedEventDataStatus:
    if value in IMPORT_ENDED_EVENT_DATA_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_ENDED_EVENT_DATA_STATUS_VALUES!r}")

from typing import Literal

SourceBatchOutStatus = Literal["done", "stopped", "working"]

SOURCE_BATCH_OUT_STATUS_VALUES: set[SourceBatchOutStatus] = {
    "done",
    "stopped",
    "working",
}


def check_source_batch_out_status(value: str) -> SourceBatchOutStatus:
    if value in SOURCE_BATCH_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCH_OUT_STATUS_VALUES!r}")

from typing import Literal

SourceBatchesListStatus = Literal["done", "stopped", "working"]

SOURCE_BATCHES_LIST_STATUS_VALUES: set[SourceBatchesListStatus] = {
    "done",
    "stopped",
    "working",
}


def check_source_batches_list_status(value: str) -> SourceBatchesListStatus:
    if value in SOURCE_BATCHES_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCHES_LIST_STATUS_VALUES!r}")

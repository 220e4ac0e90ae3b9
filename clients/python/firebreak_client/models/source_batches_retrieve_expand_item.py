from typing import Literal

SourceBatchesRetrieveExpandItem = Literal["brand"]

SOURCE_BATCHES_RETRIEVE_EXPAND_ITEM_VALUES: set[SourceBatchesRetrieveExpandItem] = {
    "brand",
}


def check_source_batches_retrieve_expand_item(value: str) -> SourceBatchesRetrieveExpandItem:
    if value in SOURCE_BATCHES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCHES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

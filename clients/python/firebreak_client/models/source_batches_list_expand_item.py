from typing import Literal

SourceBatchesListExpandItem = Literal["brand"]

SOURCE_BATCHES_LIST_EXPAND_ITEM_VALUES: set[SourceBatchesListExpandItem] = {
    "brand",
}


def check_source_batches_list_expand_item(value: str) -> SourceBatchesListExpandItem:
    if value in SOURCE_BATCHES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCHES_LIST_EXPAND_ITEM_VALUES!r}")

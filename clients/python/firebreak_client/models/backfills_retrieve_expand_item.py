from typing import Literal

BackfillsRetrieveExpandItem = Literal["query"]

BACKFILLS_RETRIEVE_EXPAND_ITEM_VALUES: set[BackfillsRetrieveExpandItem] = {
    "query",
}


def check_backfills_retrieve_expand_item(value: str) -> BackfillsRetrieveExpandItem:
    if value in BACKFILLS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILLS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

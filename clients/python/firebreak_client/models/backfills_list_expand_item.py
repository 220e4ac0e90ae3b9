from typing import Literal

BackfillsListExpandItem = Literal["query"]

BACKFILLS_LIST_EXPAND_ITEM_VALUES: set[BackfillsListExpandItem] = {
    "query",
}


def check_backfills_list_expand_item(value: str) -> BackfillsListExpandItem:
    if value in BACKFILLS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILLS_LIST_EXPAND_ITEM_VALUES!r}")

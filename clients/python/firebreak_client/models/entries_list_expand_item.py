from typing import Literal

EntriesListExpandItem = Literal["incident"]

ENTRIES_LIST_EXPAND_ITEM_VALUES: set[EntriesListExpandItem] = {
    "incident",
}


def check_entries_list_expand_item(value: str) -> EntriesListExpandItem:
    if value in ENTRIES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRIES_LIST_EXPAND_ITEM_VALUES!r}")

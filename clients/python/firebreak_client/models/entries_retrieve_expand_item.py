from typing import Literal

EntriesRetrieveExpandItem = Literal["incident"]

ENTRIES_RETRIEVE_EXPAND_ITEM_VALUES: set[EntriesRetrieveExpandItem] = {
    "incident",
}


def check_entries_retrieve_expand_item(value: str) -> EntriesRetrieveExpandItem:
    if value in ENTRIES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRIES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

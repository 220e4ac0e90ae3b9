from typing import Literal

UpdatesListExpandItem = Literal["incident"]

UPDATES_LIST_EXPAND_ITEM_VALUES: set[UpdatesListExpandItem] = {
    "incident",
}


def check_updates_list_expand_item(value: str) -> UpdatesListExpandItem:
    if value in UPDATES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPDATES_LIST_EXPAND_ITEM_VALUES!r}")

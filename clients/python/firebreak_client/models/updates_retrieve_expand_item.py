from typing import Literal

UpdatesRetrieveExpandItem = Literal["incident"]

UPDATES_RETRIEVE_EXPAND_ITEM_VALUES: set[UpdatesRetrieveExpandItem] = {
    "incident",
}


def check_updates_retrieve_expand_item(value: str) -> UpdatesRetrieveExpandItem:
    if value in UPDATES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPDATES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

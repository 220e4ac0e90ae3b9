from typing import Literal

LinkReadingsListExpandItem = Literal["brand"]

LINK_READINGS_LIST_EXPAND_ITEM_VALUES: set[LinkReadingsListExpandItem] = {
    "brand",
}


def check_link_readings_list_expand_item(value: str) -> LinkReadingsListExpandItem:
    if value in LINK_READINGS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_READINGS_LIST_EXPAND_ITEM_VALUES!r}")

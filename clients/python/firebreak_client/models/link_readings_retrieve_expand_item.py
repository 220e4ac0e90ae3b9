from typing import Literal

LinkReadingsRetrieveExpandItem = Literal["brand"]

LINK_READINGS_RETRIEVE_EXPAND_ITEM_VALUES: set[LinkReadingsRetrieveExpandItem] = {
    "brand",
}


def check_link_readings_retrieve_expand_item(value: str) -> LinkReadingsRetrieveExpandItem:
    if value in LINK_READINGS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_READINGS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

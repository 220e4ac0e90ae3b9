from typing import Literal

ViewsRetrieveExpandItem = Literal["brand"]

VIEWS_RETRIEVE_EXPAND_ITEM_VALUES: set[ViewsRetrieveExpandItem] = {
    "brand",
}


def check_views_retrieve_expand_item(value: str) -> ViewsRetrieveExpandItem:
    if value in VIEWS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIEWS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

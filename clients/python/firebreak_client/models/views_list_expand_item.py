from typing import Literal

ViewsListExpandItem = Literal["brand"]

VIEWS_LIST_EXPAND_ITEM_VALUES: set[ViewsListExpandItem] = {
    "brand",
}


def check_views_list_expand_item(value: str) -> ViewsListExpandItem:
    if value in VIEWS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIEWS_LIST_EXPAND_ITEM_VALUES!r}")

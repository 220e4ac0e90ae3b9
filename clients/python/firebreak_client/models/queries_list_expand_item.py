from typing import Literal

QueriesListExpandItem = Literal["brand"]

QUERIES_LIST_EXPAND_ITEM_VALUES: set[QueriesListExpandItem] = {
    "brand",
}


def check_queries_list_expand_item(value: str) -> QueriesListExpandItem:
    if value in QUERIES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERIES_LIST_EXPAND_ITEM_VALUES!r}")

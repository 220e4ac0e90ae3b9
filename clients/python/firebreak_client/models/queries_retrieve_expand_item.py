from typing import Literal

QueriesRetrieveExpandItem = Literal["brand"]

QUERIES_RETRIEVE_EXPAND_ITEM_VALUES: set[QueriesRetrieveExpandItem] = {
    "brand",
}


def check_queries_retrieve_expand_item(value: str) -> QueriesRetrieveExpandItem:
    if value in QUERIES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERIES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

SourcesRetrieveExpandItem = Literal["brand"]

SOURCES_RETRIEVE_EXPAND_ITEM_VALUES: set[SourcesRetrieveExpandItem] = {
    "brand",
}


def check_sources_retrieve_expand_item(value: str) -> SourcesRetrieveExpandItem:
    if value in SOURCES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

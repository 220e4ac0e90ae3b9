from typing import Literal

SourcesListExpandItem = Literal["brand"]

SOURCES_LIST_EXPAND_ITEM_VALUES: set[SourcesListExpandItem] = {
    "brand",
}


def check_sources_list_expand_item(value: str) -> SourcesListExpandItem:
    if value in SOURCES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCES_LIST_EXPAND_ITEM_VALUES!r}")

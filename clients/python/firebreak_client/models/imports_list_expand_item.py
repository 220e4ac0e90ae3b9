from typing import Literal

ImportsListExpandItem = Literal["brand", "source"]

IMPORTS_LIST_EXPAND_ITEM_VALUES: set[ImportsListExpandItem] = {
    "brand",
    "source",
}


def check_imports_list_expand_item(value: str) -> ImportsListExpandItem:
    if value in IMPORTS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORTS_LIST_EXPAND_ITEM_VALUES!r}")

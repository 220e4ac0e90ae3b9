from typing import Literal

ImportsRetrieveExpandItem = Literal["brand", "source"]

IMPORTS_RETRIEVE_EXPAND_ITEM_VALUES: set[ImportsRetrieveExpandItem] = {
    "brand",
    "source",
}


def check_imports_retrieve_expand_item(value: str) -> ImportsRetrieveExpandItem:
    if value in IMPORTS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORTS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

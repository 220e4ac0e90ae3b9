from typing import Literal

PlansRetrieveExpandItem = Literal["brand"]

PLANS_RETRIEVE_EXPAND_ITEM_VALUES: set[PlansRetrieveExpandItem] = {
    "brand",
}


def check_plans_retrieve_expand_item(value: str) -> PlansRetrieveExpandItem:
    if value in PLANS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

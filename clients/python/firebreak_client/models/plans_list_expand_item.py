from typing import Literal

PlansListExpandItem = Literal["brand"]

PLANS_LIST_EXPAND_ITEM_VALUES: set[PlansListExpandItem] = {
    "brand",
}


def check_plans_list_expand_item(value: str) -> PlansListExpandItem:
    if value in PLANS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLANS_LIST_EXPAND_ITEM_VALUES!r}")

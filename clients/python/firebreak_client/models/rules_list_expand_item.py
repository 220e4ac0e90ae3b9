from typing import Literal

RulesListExpandItem = Literal["brand", "query"]

RULES_LIST_EXPAND_ITEM_VALUES: set[RulesListExpandItem] = {
    "brand",
    "query",
}


def check_rules_list_expand_item(value: str) -> RulesListExpandItem:
    if value in RULES_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULES_LIST_EXPAND_ITEM_VALUES!r}")

from typing import Literal

RulesRetrieveExpandItem = Literal["brand", "query"]

RULES_RETRIEVE_EXPAND_ITEM_VALUES: set[RulesRetrieveExpandItem] = {
    "brand",
    "query",
}


def check_rules_retrieve_expand_item(value: str) -> RulesRetrieveExpandItem:
    if value in RULES_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULES_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

AlertsListExpandItem = Literal["brand", "rule"]

ALERTS_LIST_EXPAND_ITEM_VALUES: set[AlertsListExpandItem] = {
    "brand",
    "rule",
}


def check_alerts_list_expand_item(value: str) -> AlertsListExpandItem:
    if value in ALERTS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERTS_LIST_EXPAND_ITEM_VALUES!r}")

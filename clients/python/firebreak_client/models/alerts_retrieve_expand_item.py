from typing import Literal

AlertsRetrieveExpandItem = Literal["brand", "rule"]

ALERTS_RETRIEVE_EXPAND_ITEM_VALUES: set[AlertsRetrieveExpandItem] = {
    "brand",
    "rule",
}


def check_alerts_retrieve_expand_item(value: str) -> AlertsRetrieveExpandItem:
    if value in ALERTS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERTS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

DebriefsRetrieveExpandItem = Literal["incident"]

DEBRIEFS_RETRIEVE_EXPAND_ITEM_VALUES: set[DebriefsRetrieveExpandItem] = {
    "incident",
}


def check_debriefs_retrieve_expand_item(value: str) -> DebriefsRetrieveExpandItem:
    if value in DEBRIEFS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DEBRIEFS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

DebriefsListExpandItem = Literal["incident"]

DEBRIEFS_LIST_EXPAND_ITEM_VALUES: set[DebriefsListExpandItem] = {
    "incident",
}


def check_debriefs_list_expand_item(value: str) -> DebriefsListExpandItem:
    if value in DEBRIEFS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DEBRIEFS_LIST_EXPAND_ITEM_VALUES!r}")

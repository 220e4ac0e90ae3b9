from typing import Literal

MentionsListExpandItem = Literal["brand", "source"]

MENTIONS_LIST_EXPAND_ITEM_VALUES: set[MentionsListExpandItem] = {
    "brand",
    "source",
}


def check_mentions_list_expand_item(value: str) -> MentionsListExpandItem:
    if value in MENTIONS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_LIST_EXPAND_ITEM_VALUES!r}")

from typing import Literal

MentionsRetrieveExpandItem = Literal["brand", "source"]

MENTIONS_RETRIEVE_EXPAND_ITEM_VALUES: set[MentionsRetrieveExpandItem] = {
    "brand",
    "source",
}


def check_mentions_retrieve_expand_item(value: str) -> MentionsRetrieveExpandItem:
    if value in MENTIONS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

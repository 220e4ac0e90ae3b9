from typing import Literal

ContactsRetrieveExpandItem = Literal["brand"]

CONTACTS_RETRIEVE_EXPAND_ITEM_VALUES: set[ContactsRetrieveExpandItem] = {
    "brand",
}


def check_contacts_retrieve_expand_item(value: str) -> ContactsRetrieveExpandItem:
    if value in CONTACTS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACTS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

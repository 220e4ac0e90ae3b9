from typing import Literal

ContactsListExpandItem = Literal["brand"]

CONTACTS_LIST_EXPAND_ITEM_VALUES: set[ContactsListExpandItem] = {
    "brand",
}


def check_contacts_list_expand_item(value: str) -> ContactsListExpandItem:
    if value in CONTACTS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACTS_LIST_EXPAND_ITEM_VALUES!r}")

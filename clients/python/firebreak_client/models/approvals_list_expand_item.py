from typing import Literal

ApprovalsListExpandItem = Literal["answer"]

APPROVALS_LIST_EXPAND_ITEM_VALUES: set[ApprovalsListExpandItem] = {
    "answer",
}


def check_approvals_list_expand_item(value: str) -> ApprovalsListExpandItem:
    if value in APPROVALS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVALS_LIST_EXPAND_ITEM_VALUES!r}")

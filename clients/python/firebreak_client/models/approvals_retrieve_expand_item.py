from typing import Literal

ApprovalsRetrieveExpandItem = Literal["answer"]

APPROVALS_RETRIEVE_EXPAND_ITEM_VALUES: set[ApprovalsRetrieveExpandItem] = {
    "answer",
}


def check_approvals_retrieve_expand_item(value: str) -> ApprovalsRetrieveExpandItem:
    if value in APPROVALS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVALS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

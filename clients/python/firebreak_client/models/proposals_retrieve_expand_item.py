from typing import Literal

ProposalsRetrieveExpandItem = Literal["plan"]

PROPOSALS_RETRIEVE_EXPAND_ITEM_VALUES: set[ProposalsRetrieveExpandItem] = {
    "plan",
}


def check_proposals_retrieve_expand_item(value: str) -> ProposalsRetrieveExpandItem:
    if value in PROPOSALS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSALS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

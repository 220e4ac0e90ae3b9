from typing import Literal

ProposalsListExpandItem = Literal["plan"]

PROPOSALS_LIST_EXPAND_ITEM_VALUES: set[ProposalsListExpandItem] = {
    "plan",
}


def check_proposals_list_expand_item(value: str) -> ProposalsListExpandItem:
    if value in PROPOSALS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSALS_LIST_EXPAND_ITEM_VALUES!r}")

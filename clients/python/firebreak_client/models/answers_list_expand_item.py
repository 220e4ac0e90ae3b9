from typing import Literal

AnswersListExpandItem = Literal["incident"]

ANSWERS_LIST_EXPAND_ITEM_VALUES: set[AnswersListExpandItem] = {
    "incident",
}


def check_answers_list_expand_item(value: str) -> AnswersListExpandItem:
    if value in ANSWERS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWERS_LIST_EXPAND_ITEM_VALUES!r}")

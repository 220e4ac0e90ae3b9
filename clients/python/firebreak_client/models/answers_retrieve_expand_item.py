from typing import Literal

AnswersRetrieveExpandItem = Literal["incident"]

ANSWERS_RETRIEVE_EXPAND_ITEM_VALUES: set[AnswersRetrieveExpandItem] = {
    "incident",
}


def check_answers_retrieve_expand_item(value: str) -> AnswersRetrieveExpandItem:
    if value in ANSWERS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWERS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

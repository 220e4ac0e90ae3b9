from typing import Literal

LessonsRetrieveExpandItem = Literal["debrief"]

LESSONS_RETRIEVE_EXPAND_ITEM_VALUES: set[LessonsRetrieveExpandItem] = {
    "debrief",
}


def check_lessons_retrieve_expand_item(value: str) -> LessonsRetrieveExpandItem:
    if value in LESSONS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LESSONS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

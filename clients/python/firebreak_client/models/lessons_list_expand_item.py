from typing import Literal

LessonsListExpandItem = Literal["debrief"]

LESSONS_LIST_EXPAND_ITEM_VALUES: set[LessonsListExpandItem] = {
    "debrief",
}


def check_lessons_list_expand_item(value: str) -> LessonsListExpandItem:
    if value in LESSONS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LESSONS_LIST_EXPAND_ITEM_VALUES!r}")

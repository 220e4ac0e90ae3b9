from typing import Literal

TasksRetrieveExpandItem = Literal["incident"]

TASKS_RETRIEVE_EXPAND_ITEM_VALUES: set[TasksRetrieveExpandItem] = {
    "incident",
}


def check_tasks_retrieve_expand_item(value: str) -> TasksRetrieveExpandItem:
    if value in TASKS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASKS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

TasksListExpandItem = Literal["incident"]

TASKS_LIST_EXPAND_ITEM_VALUES: set[TasksListExpandItem] = {
    "incident",
}


def check_tasks_list_expand_item(value: str) -> TasksListExpandItem:
    if value in TASKS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASKS_LIST_EXPAND_ITEM_VALUES!r}")

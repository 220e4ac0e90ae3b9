from typing import Literal

TasksListStatus = Literal["doing", "done", "skipped", "todo"]

TASKS_LIST_STATUS_VALUES: set[TasksListStatus] = {
    "doing",
    "done",
    "skipped",
    "todo",
}


def check_tasks_list_status(value: str) -> TasksListStatus:
    if value in TASKS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TASKS_LIST_STATUS_VALUES!r}")

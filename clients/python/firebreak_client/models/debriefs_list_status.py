from typing import Literal

DebriefsListStatus = Literal["draft", "finished"]

DEBRIEFS_LIST_STATUS_VALUES: set[DebriefsListStatus] = {
    "draft",
    "finished",
}


def check_debriefs_list_status(value: str) -> DebriefsListStatus:
    if value in DEBRIEFS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DEBRIEFS_LIST_STATUS_VALUES!r}")

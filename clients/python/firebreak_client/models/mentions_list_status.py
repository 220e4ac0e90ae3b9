from typing import Literal

MentionsListStatus = Literal["done", "in_progress", "irrelevant", "open"]

MENTIONS_LIST_STATUS_VALUES: set[MentionsListStatus] = {
    "done",
    "in_progress",
    "irrelevant",
    "open",
}


def check_mentions_list_status(value: str) -> MentionsListStatus:
    if value in MENTIONS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_LIST_STATUS_VALUES!r}")

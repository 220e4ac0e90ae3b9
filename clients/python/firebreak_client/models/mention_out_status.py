from typing import Literal

MentionOutStatus = Literal["done", "in_progress", "irrelevant", "open"]

MENTION_OUT_STATUS_VALUES: set[MentionOutStatus] = {
    "done",
    "in_progress",
    "irrelevant",
    "open",
}


def check_mention_out_status(value: str) -> MentionOutStatus:
    if value in MENTION_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_OUT_STATUS_VALUES!r}")

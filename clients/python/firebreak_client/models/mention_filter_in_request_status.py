from typing import Literal

MentionFilterInRequestStatus = Literal["done", "in_progress", "irrelevant", "open"]

MENTION_FILTER_IN_REQUEST_STATUS_VALUES: set[MentionFilterInRequestStatus] = {
    "done",
    "in_progress",
    "irrelevant",
    "open",
}


def check_mention_filter_in_request_status(value: str) -> MentionFilterInRequestStatus:
    if value in MENTION_FILTER_IN_REQUEST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_FILTER_IN_REQUEST_STATUS_VALUES!r}")

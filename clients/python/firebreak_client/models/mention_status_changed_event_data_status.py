from typing import Literal

MentionStatusChangedEventDataStatus = Literal["done", "in_progress", "irrelevant", "open"]

MENTION_STATUS_CHANGED_EVENT_DATA_STATUS_VALUES: set[MentionStatusChangedEventDataStatus] = {
    "done",
    "in_progress",
    "irrelevant",
    "open",
}


def check_mention_status_changed_event_data_status(value: str) -> MentionStatusChangedEventDataStatus:
    if value in MENTION_STATUS_CHANGED_EVENT_DATA_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_STATUS_CHANGED_EVENT_DATA_STATUS_VALUES!r}")

from typing import Literal

MentionErasedEventDataGoneReason = Literal["deleted", "unavailable", "withheld"]

MENTION_ERASED_EVENT_DATA_GONE_REASON_VALUES: set[MentionErasedEventDataGoneReason] = {
    "deleted",
    "unavailable",
    "withheld",
}


def check_mention_erased_event_data_gone_reason(value: str) -> MentionErasedEventDataGoneReason:
    if value in MENTION_ERASED_EVENT_DATA_GONE_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_ERASED_EVENT_DATA_GONE_REASON_VALUES!r}")

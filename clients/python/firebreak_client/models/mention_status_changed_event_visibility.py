from typing import Literal

MentionStatusChangedEventVisibility = Literal["client", "internal", "owners"]

MENTION_STATUS_CHANGED_EVENT_VISIBILITY_VALUES: set[MentionStatusChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_status_changed_event_visibility(value: str) -> MentionStatusChangedEventVisibility:
    if value in MENTION_STATUS_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_STATUS_CHANGED_EVENT_VISIBILITY_VALUES!r}")

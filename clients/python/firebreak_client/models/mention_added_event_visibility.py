from typing import Literal

MentionAddedEventVisibility = Literal["client", "internal", "owners"]

MENTION_ADDED_EVENT_VISIBILITY_VALUES: set[MentionAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_added_event_visibility(value: str) -> MentionAddedEventVisibility:
    if value in MENTION_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_ADDED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

MentionErasedEventVisibility = Literal["client", "internal", "owners"]

MENTION_ERASED_EVENT_VISIBILITY_VALUES: set[MentionErasedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_erased_event_visibility(value: str) -> MentionErasedEventVisibility:
    if value in MENTION_ERASED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_ERASED_EVENT_VISIBILITY_VALUES!r}")

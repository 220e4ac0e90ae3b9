from typing import Literal

MentionRemovedEventVisibility = Literal["client", "internal", "owners"]

MENTION_REMOVED_EVENT_VISIBILITY_VALUES: set[MentionRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_removed_event_visibility(value: str) -> MentionRemovedEventVisibility:
    if value in MENTION_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_REMOVED_EVENT_VISIBILITY_VALUES!r}")

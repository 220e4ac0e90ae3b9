from typing import Literal

MentionAssignedEventVisibility = Literal["client", "internal", "owners"]

MENTION_ASSIGNED_EVENT_VISIBILITY_VALUES: set[MentionAssignedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_assigned_event_visibility(value: str) -> MentionAssignedEventVisibility:
    if value in MENTION_ASSIGNED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_ASSIGNED_EVENT_VISIBILITY_VALUES!r}")

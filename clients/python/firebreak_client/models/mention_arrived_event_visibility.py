from typing import Literal

MentionArrivedEventVisibility = Literal["client", "internal", "owners"]

MENTION_ARRIVED_EVENT_VISIBILITY_VALUES: set[MentionArrivedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_arrived_event_visibility(value: str) -> MentionArrivedEventVisibility:
    if value in MENTION_ARRIVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_ARRIVED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

MentionExportedEventVisibility = Literal["client", "internal", "owners"]

MENTION_EXPORTED_EVENT_VISIBILITY_VALUES: set[MentionExportedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_exported_event_visibility(value: str) -> MentionExportedEventVisibility:
    if value in MENTION_EXPORTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_EXPORTED_EVENT_VISIBILITY_VALUES!r}")

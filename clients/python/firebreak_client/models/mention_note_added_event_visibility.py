from typing import Literal

MentionNoteAddedEventVisibility = Literal["client", "internal", "owners"]

MENTION_NOTE_ADDED_EVENT_VISIBILITY_VALUES: set[MentionNoteAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_note_added_event_visibility(value: str) -> MentionNoteAddedEventVisibility:
    if value in MENTION_NOTE_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_NOTE_ADDED_EVENT_VISIBILITY_VALUES!r}")

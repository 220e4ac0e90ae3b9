from typing import Literal

EntryNoteInRequestVisibility = Literal["client", "internal", "public"]

ENTRY_NOTE_IN_REQUEST_VISIBILITY_VALUES: set[EntryNoteInRequestVisibility] = {
    "client",
    "internal",
    "public",
}


def check_entry_note_in_request_visibility(value: str) -> EntryNoteInRequestVisibility:
    if value in ENTRY_NOTE_IN_REQUEST_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRY_NOTE_IN_REQUEST_VISIBILITY_VALUES!r}")

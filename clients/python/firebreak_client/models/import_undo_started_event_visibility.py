from typing import Literal

ImportUndoStartedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_UNDO_STARTED_EVENT_VISIBILITY_VALUES: set[ImportUndoStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_undo_started_event_visibility(value: str) -> ImportUndoStartedEventVisibility:
    if value in IMPORT_UNDO_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_UNDO_STARTED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

ImportUndoneEventVisibility = Literal["client", "internal", "owners"]

IMPORT_UNDONE_EVENT_VISIBILITY_VALUES: set[ImportUndoneEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_undone_event_visibility(value: str) -> ImportUndoneEventVisibility:
    if value in IMPORT_UNDONE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_UNDONE_EVENT_VISIBILITY_VALUES!r}")

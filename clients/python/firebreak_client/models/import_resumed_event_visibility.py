from typing import Literal

ImportResumedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_RESUMED_EVENT_VISIBILITY_VALUES: set[ImportResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_resumed_event_visibility(value: str) -> ImportResumedEventVisibility:
    if value in IMPORT_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_RESUMED_EVENT_VISIBILITY_VALUES!r}")

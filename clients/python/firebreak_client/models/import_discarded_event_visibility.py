from typing import Literal

ImportDiscardedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_DISCARDED_EVENT_VISIBILITY_VALUES: set[ImportDiscardedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_discarded_event_visibility(value: str) -> ImportDiscardedEventVisibility:
    if value in IMPORT_DISCARDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_DISCARDED_EVENT_VISIBILITY_VALUES!r}")

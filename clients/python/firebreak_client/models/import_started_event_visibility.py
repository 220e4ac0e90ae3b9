from typing import Literal

ImportStartedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_STARTED_EVENT_VISIBILITY_VALUES: set[ImportStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_started_event_visibility(value: str) -> ImportStartedEventVisibility:
    if value in IMPORT_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_STARTED_EVENT_VISIBILITY_VALUES!r}")

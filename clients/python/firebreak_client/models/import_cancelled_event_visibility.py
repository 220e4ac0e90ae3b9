from typing import Literal

ImportCancelledEventVisibility = Literal["client", "internal", "owners"]

IMPORT_CANCELLED_EVENT_VISIBILITY_VALUES: set[ImportCancelledEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_cancelled_event_visibility(value: str) -> ImportCancelledEventVisibility:
    if value in IMPORT_CANCELLED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_CANCELLED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

ImportEndedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_ENDED_EVENT_VISIBILITY_VALUES: set[ImportEndedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_ended_event_visibility(value: str) -> ImportEndedEventVisibility:
    if value in IMPORT_ENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_ENDED_EVENT_VISIBILITY_VALUES!r}")

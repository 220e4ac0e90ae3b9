from typing import Literal

SourceFailedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_FAILED_EVENT_VISIBILITY_VALUES: set[SourceFailedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_failed_event_visibility(value: str) -> SourceFailedEventVisibility:
    if value in SOURCE_FAILED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_FAILED_EVENT_VISIBILITY_VALUES!r}")

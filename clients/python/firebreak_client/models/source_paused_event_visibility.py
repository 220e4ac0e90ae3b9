from typing import Literal

SourcePausedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_PAUSED_EVENT_VISIBILITY_VALUES: set[SourcePausedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_paused_event_visibility(value: str) -> SourcePausedEventVisibility:
    if value in SOURCE_PAUSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_PAUSED_EVENT_VISIBILITY_VALUES!r}")

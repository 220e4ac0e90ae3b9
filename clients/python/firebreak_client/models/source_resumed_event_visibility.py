from typing import Literal

SourceResumedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_RESUMED_EVENT_VISIBILITY_VALUES: set[SourceResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_resumed_event_visibility(value: str) -> SourceResumedEventVisibility:
    if value in SOURCE_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_RESUMED_EVENT_VISIBILITY_VALUES!r}")

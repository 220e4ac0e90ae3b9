from typing import Literal

SourceChangedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_CHANGED_EVENT_VISIBILITY_VALUES: set[SourceChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_changed_event_visibility(value: str) -> SourceChangedEventVisibility:
    if value in SOURCE_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_CHANGED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

SourceRemovedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_REMOVED_EVENT_VISIBILITY_VALUES: set[SourceRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_removed_event_visibility(value: str) -> SourceRemovedEventVisibility:
    if value in SOURCE_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_REMOVED_EVENT_VISIBILITY_VALUES!r}")

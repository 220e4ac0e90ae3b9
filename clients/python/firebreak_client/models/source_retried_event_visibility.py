from typing import Literal

SourceRetriedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_RETRIED_EVENT_VISIBILITY_VALUES: set[SourceRetriedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_retried_event_visibility(value: str) -> SourceRetriedEventVisibility:
    if value in SOURCE_RETRIED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_RETRIED_EVENT_VISIBILITY_VALUES!r}")

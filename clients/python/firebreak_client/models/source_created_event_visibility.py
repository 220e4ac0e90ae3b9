from typing import Literal

SourceCreatedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_CREATED_EVENT_VISIBILITY_VALUES: set[SourceCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_created_event_visibility(value: str) -> SourceCreatedEventVisibility:
    if value in SOURCE_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_CREATED_EVENT_VISIBILITY_VALUES!r}")

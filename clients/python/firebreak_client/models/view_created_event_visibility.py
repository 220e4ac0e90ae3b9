from typing import Literal

ViewCreatedEventVisibility = Literal["client", "internal", "owners"]

VIEW_CREATED_EVENT_VISIBILITY_VALUES: set[ViewCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_view_created_event_visibility(value: str) -> ViewCreatedEventVisibility:
    if value in VIEW_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIEW_CREATED_EVENT_VISIBILITY_VALUES!r}")

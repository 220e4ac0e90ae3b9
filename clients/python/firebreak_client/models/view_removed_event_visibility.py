from typing import Literal

ViewRemovedEventVisibility = Literal["client", "internal", "owners"]

VIEW_REMOVED_EVENT_VISIBILITY_VALUES: set[ViewRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_view_removed_event_visibility(value: str) -> ViewRemovedEventVisibility:
    if value in VIEW_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIEW_REMOVED_EVENT_VISIBILITY_VALUES!r}")

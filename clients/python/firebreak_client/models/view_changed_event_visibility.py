from typing import Literal

ViewChangedEventVisibility = Literal["client", "internal", "owners"]

VIEW_CHANGED_EVENT_VISIBILITY_VALUES: set[ViewChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_view_changed_event_visibility(value: str) -> ViewChangedEventVisibility:
    if value in VIEW_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VIEW_CHANGED_EVENT_VISIBILITY_VALUES!r}")

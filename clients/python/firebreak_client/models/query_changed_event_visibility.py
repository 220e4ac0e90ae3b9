from typing import Literal

QueryChangedEventVisibility = Literal["client", "internal", "owners"]

QUERY_CHANGED_EVENT_VISIBILITY_VALUES: set[QueryChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_changed_event_visibility(value: str) -> QueryChangedEventVisibility:
    if value in QUERY_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_CHANGED_EVENT_VISIBILITY_VALUES!r}")

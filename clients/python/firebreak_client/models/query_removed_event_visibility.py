from typing import Literal

QueryRemovedEventVisibility = Literal["client", "internal", "owners"]

QUERY_REMOVED_EVENT_VISIBILITY_VALUES: set[QueryRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_removed_event_visibility(value: str) -> QueryRemovedEventVisibility:
    if value in QUERY_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_REMOVED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

QueryRestoredEventVisibility = Literal["client", "internal", "owners"]

QUERY_RESTORED_EVENT_VISIBILITY_VALUES: set[QueryRestoredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_restored_event_visibility(value: str) -> QueryRestoredEventVisibility:
    if value in QUERY_RESTORED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_RESTORED_EVENT_VISIBILITY_VALUES!r}")

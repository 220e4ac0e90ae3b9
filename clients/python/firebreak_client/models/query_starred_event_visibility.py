from typing import Literal

QueryStarredEventVisibility = Literal["client", "internal", "owners"]

QUERY_STARRED_EVENT_VISIBILITY_VALUES: set[QueryStarredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_starred_event_visibility(value: str) -> QueryStarredEventVisibility:
    if value in QUERY_STARRED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_STARRED_EVENT_VISIBILITY_VALUES!r}")

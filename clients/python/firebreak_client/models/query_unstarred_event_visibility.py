from typing import Literal

QueryUnstarredEventVisibility = Literal["client", "internal", "owners"]

QUERY_UNSTARRED_EVENT_VISIBILITY_VALUES: set[QueryUnstarredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_unstarred_event_visibility(value: str) -> QueryUnstarredEventVisibility:
    if value in QUERY_UNSTARRED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_UNSTARRED_EVENT_VISIBILITY_VALUES!r}")

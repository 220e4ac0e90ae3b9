from typing import Literal

QueryCreatedEventVisibility = Literal["client", "internal", "owners"]

QUERY_CREATED_EVENT_VISIBILITY_VALUES: set[QueryCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_query_created_event_visibility(value: str) -> QueryCreatedEventVisibility:
    if value in QUERY_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUERY_CREATED_EVENT_VISIBILITY_VALUES!r}")

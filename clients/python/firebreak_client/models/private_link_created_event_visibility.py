from typing import Literal

PrivateLinkCreatedEventVisibility = Literal["client", "internal", "owners"]

PRIVATE_LINK_CREATED_EVENT_VISIBILITY_VALUES: set[PrivateLinkCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_private_link_created_event_visibility(value: str) -> PrivateLinkCreatedEventVisibility:
    if value in PRIVATE_LINK_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PRIVATE_LINK_CREATED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PrivateLinkRotatedEventVisibility = Literal["client", "internal", "owners"]

PRIVATE_LINK_ROTATED_EVENT_VISIBILITY_VALUES: set[PrivateLinkRotatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_private_link_rotated_event_visibility(value: str) -> PrivateLinkRotatedEventVisibility:
    if value in PRIVATE_LINK_ROTATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PRIVATE_LINK_ROTATED_EVENT_VISIBILITY_VALUES!r}")

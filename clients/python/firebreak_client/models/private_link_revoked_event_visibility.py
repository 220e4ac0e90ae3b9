from typing import Literal

PrivateLinkRevokedEventVisibility = Literal["client", "internal", "owners"]

PRIVATE_LINK_REVOKED_EVENT_VISIBILITY_VALUES: set[PrivateLinkRevokedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_private_link_revoked_event_visibility(value: str) -> PrivateLinkRevokedEventVisibility:
    if value in PRIVATE_LINK_REVOKED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PRIVATE_LINK_REVOKED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

KeyRevokedEventVisibility = Literal["client", "internal", "owners"]

KEY_REVOKED_EVENT_VISIBILITY_VALUES: set[KeyRevokedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_key_revoked_event_visibility(value: str) -> KeyRevokedEventVisibility:
    if value in KEY_REVOKED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_REVOKED_EVENT_VISIBILITY_VALUES!r}")

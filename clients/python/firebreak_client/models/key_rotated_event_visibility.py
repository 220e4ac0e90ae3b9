from typing import Literal

KeyRotatedEventVisibility = Literal["client", "internal", "owners"]

KEY_ROTATED_EVENT_VISIBILITY_VALUES: set[KeyRotatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_key_rotated_event_visibility(value: str) -> KeyRotatedEventVisibility:
    if value in KEY_ROTATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_ROTATED_EVENT_VISIBILITY_VALUES!r}")

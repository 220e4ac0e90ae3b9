from typing import Literal

KeyFirstUsedEventVisibility = Literal["client", "internal", "owners"]

KEY_FIRST_USED_EVENT_VISIBILITY_VALUES: set[KeyFirstUsedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_key_first_used_event_visibility(value: str) -> KeyFirstUsedEventVisibility:
    if value in KEY_FIRST_USED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_FIRST_USED_EVENT_VISIBILITY_VALUES!r}")

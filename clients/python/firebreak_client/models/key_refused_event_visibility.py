from typing import Literal

KeyRefusedEventVisibility = Literal["client", "internal", "owners"]

KEY_REFUSED_EVENT_VISIBILITY_VALUES: set[KeyRefusedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_key_refused_event_visibility(value: str) -> KeyRefusedEventVisibility:
    if value in KEY_REFUSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_REFUSED_EVENT_VISIBILITY_VALUES!r}")

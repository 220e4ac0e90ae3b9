from typing import Literal

KeyCreatedEventVisibility = Literal["client", "internal", "owners"]

KEY_CREATED_EVENT_VISIBILITY_VALUES: set[KeyCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_key_created_event_visibility(value: str) -> KeyCreatedEventVisibility:
    if value in KEY_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_CREATED_EVENT_VISIBILITY_VALUES!r}")

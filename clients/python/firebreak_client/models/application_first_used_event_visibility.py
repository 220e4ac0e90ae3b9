from typing import Literal

ApplicationFirstUsedEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_FIRST_USED_EVENT_VISIBILITY_VALUES: set[ApplicationFirstUsedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_first_used_event_visibility(value: str) -> ApplicationFirstUsedEventVisibility:
    if value in APPLICATION_FIRST_USED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_FIRST_USED_EVENT_VISIBILITY_VALUES!r}")

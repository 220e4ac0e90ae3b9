from typing import Literal

ApplicationRegisteredEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_REGISTERED_EVENT_VISIBILITY_VALUES: set[ApplicationRegisteredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_registered_event_visibility(value: str) -> ApplicationRegisteredEventVisibility:
    if value in APPLICATION_REGISTERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_REGISTERED_EVENT_VISIBILITY_VALUES!r}")

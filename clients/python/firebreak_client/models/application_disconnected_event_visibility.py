from typing import Literal

ApplicationDisconnectedEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_DISCONNECTED_EVENT_VISIBILITY_VALUES: set[ApplicationDisconnectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_disconnected_event_visibility(value: str) -> ApplicationDisconnectedEventVisibility:
    if value in APPLICATION_DISCONNECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_DISCONNECTED_EVENT_VISIBILITY_VALUES!r}")

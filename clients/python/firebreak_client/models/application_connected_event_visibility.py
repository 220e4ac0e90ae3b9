from typing import Literal

ApplicationConnectedEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_CONNECTED_EVENT_VISIBILITY_VALUES: set[ApplicationConnectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_connected_event_visibility(value: str) -> ApplicationConnectedEventVisibility:
    if value in APPLICATION_CONNECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_CONNECTED_EVENT_VISIBILITY_VALUES!r}")

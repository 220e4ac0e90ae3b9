from typing import Literal

ApplicationEndedEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_ENDED_EVENT_VISIBILITY_VALUES: set[ApplicationEndedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_ended_event_visibility(value: str) -> ApplicationEndedEventVisibility:
    if value in APPLICATION_ENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_ENDED_EVENT_VISIBILITY_VALUES!r}")

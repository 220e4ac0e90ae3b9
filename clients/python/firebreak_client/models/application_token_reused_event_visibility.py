from typing import Literal

ApplicationTokenReusedEventVisibility = Literal["client", "internal", "owners"]

APPLICATION_TOKEN_REUSED_EVENT_VISIBILITY_VALUES: set[ApplicationTokenReusedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_application_token_reused_event_visibility(value: str) -> ApplicationTokenReusedEventVisibility:
    if value in APPLICATION_TOKEN_REUSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPLICATION_TOKEN_REUSED_EVENT_VISIBILITY_VALUES!r}")

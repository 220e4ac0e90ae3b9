from typing import Literal

PersonLoginFailedEventVisibility = Literal["client", "internal", "owners"]

PERSON_LOGIN_FAILED_EVENT_VISIBILITY_VALUES: set[PersonLoginFailedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_login_failed_event_visibility(value: str) -> PersonLoginFailedEventVisibility:
    if value in PERSON_LOGIN_FAILED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_LOGIN_FAILED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PersonPasswordResetEventVisibility = Literal["client", "internal", "owners"]

PERSON_PASSWORD_RESET_EVENT_VISIBILITY_VALUES: set[PersonPasswordResetEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_password_reset_event_visibility(value: str) -> PersonPasswordResetEventVisibility:
    if value in PERSON_PASSWORD_RESET_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_PASSWORD_RESET_EVENT_VISIBILITY_VALUES!r}")

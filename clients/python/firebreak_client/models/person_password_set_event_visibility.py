from typing import Literal

PersonPasswordSetEventVisibility = Literal["client", "internal", "owners"]

PERSON_PASSWORD_SET_EVENT_VISIBILITY_VALUES: set[PersonPasswordSetEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_password_set_event_visibility(value: str) -> PersonPasswordSetEventVisibility:
    if value in PERSON_PASSWORD_SET_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_PASSWORD_SET_EVENT_VISIBILITY_VALUES!r}")

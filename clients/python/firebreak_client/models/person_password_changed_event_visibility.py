from typing import Literal

PersonPasswordChangedEventVisibility = Literal["client", "internal", "owners"]

PERSON_PASSWORD_CHANGED_EVENT_VISIBILITY_VALUES: set[PersonPasswordChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_password_changed_event_visibility(value: str) -> PersonPasswordChangedEventVisibility:
    if value in PERSON_PASSWORD_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_PASSWORD_CHANGED_EVENT_VISIBILITY_VALUES!r}")

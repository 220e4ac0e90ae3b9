from typing import Literal

PersonLoggedInEventVisibility = Literal["client", "internal", "owners"]

PERSON_LOGGED_IN_EVENT_VISIBILITY_VALUES: set[PersonLoggedInEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_logged_in_event_visibility(value: str) -> PersonLoggedInEventVisibility:
    if value in PERSON_LOGGED_IN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_LOGGED_IN_EVENT_VISIBILITY_VALUES!r}")

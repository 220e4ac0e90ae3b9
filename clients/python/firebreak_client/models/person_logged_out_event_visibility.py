from typing import Literal

PersonLoggedOutEventVisibility = Literal["client", "internal", "owners"]

PERSON_LOGGED_OUT_EVENT_VISIBILITY_VALUES: set[PersonLoggedOutEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_logged_out_event_visibility(value: str) -> PersonLoggedOutEventVisibility:
    if value in PERSON_LOGGED_OUT_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_LOGGED_OUT_EVENT_VISIBILITY_VALUES!r}")

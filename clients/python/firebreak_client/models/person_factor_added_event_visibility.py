from typing import Literal

PersonFactorAddedEventVisibility = Literal["client", "internal", "owners"]

PERSON_FACTOR_ADDED_EVENT_VISIBILITY_VALUES: set[PersonFactorAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_factor_added_event_visibility(value: str) -> PersonFactorAddedEventVisibility:
    if value in PERSON_FACTOR_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_FACTOR_ADDED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PersonFactorRemovedEventVisibility = Literal["client", "internal", "owners"]

PERSON_FACTOR_REMOVED_EVENT_VISIBILITY_VALUES: set[PersonFactorRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_factor_removed_event_visibility(value: str) -> PersonFactorRemovedEventVisibility:
    if value in PERSON_FACTOR_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_FACTOR_REMOVED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PersonAddressAddedEventVisibility = Literal["client", "internal", "owners"]

PERSON_ADDRESS_ADDED_EVENT_VISIBILITY_VALUES: set[PersonAddressAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_address_added_event_visibility(value: str) -> PersonAddressAddedEventVisibility:
    if value in PERSON_ADDRESS_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_ADDRESS_ADDED_EVENT_VISIBILITY_VALUES!r}")

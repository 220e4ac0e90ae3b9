from typing import Literal

PersonAddressConfirmedEventVisibility = Literal["client", "internal", "owners"]

PERSON_ADDRESS_CONFIRMED_EVENT_VISIBILITY_VALUES: set[PersonAddressConfirmedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_address_confirmed_event_visibility(value: str) -> PersonAddressConfirmedEventVisibility:
    if value in PERSON_ADDRESS_CONFIRMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_ADDRESS_CONFIRMED_EVENT_VISIBILITY_VALUES!r}")

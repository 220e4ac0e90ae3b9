from typing import Literal

PersonAddressChangedEventVisibility = Literal["client", "internal", "owners"]

PERSON_ADDRESS_CHANGED_EVENT_VISIBILITY_VALUES: set[PersonAddressChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_address_changed_event_visibility(value: str) -> PersonAddressChangedEventVisibility:
    if value in PERSON_ADDRESS_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_ADDRESS_CHANGED_EVENT_VISIBILITY_VALUES!r}")

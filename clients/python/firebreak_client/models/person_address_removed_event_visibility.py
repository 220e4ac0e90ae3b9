from typing import Literal

PersonAddressRemovedEventVisibility = Literal["client", "internal", "owners"]

PERSON_ADDRESS_REMOVED_EVENT_VISIBILITY_VALUES: set[PersonAddressRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_address_removed_event_visibility(value: str) -> PersonAddressRemovedEventVisibility:
    if value in PERSON_ADDRESS_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_ADDRESS_REMOVED_EVENT_VISIBILITY_VALUES!r}")

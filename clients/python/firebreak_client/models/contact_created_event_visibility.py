from typing import Literal

ContactCreatedEventVisibility = Literal["client", "internal", "owners"]

CONTACT_CREATED_EVENT_VISIBILITY_VALUES: set[ContactCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_contact_created_event_visibility(value: str) -> ContactCreatedEventVisibility:
    if value in CONTACT_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACT_CREATED_EVENT_VISIBILITY_VALUES!r}")

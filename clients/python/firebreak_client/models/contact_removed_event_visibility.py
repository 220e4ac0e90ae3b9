from typing import Literal

ContactRemovedEventVisibility = Literal["client", "internal", "owners"]

CONTACT_REMOVED_EVENT_VISIBILITY_VALUES: set[ContactRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_contact_removed_event_visibility(value: str) -> ContactRemovedEventVisibility:
    if value in CONTACT_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACT_REMOVED_EVENT_VISIBILITY_VALUES!r}")

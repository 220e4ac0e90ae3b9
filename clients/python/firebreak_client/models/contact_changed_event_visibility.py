from typing import Literal

ContactChangedEventVisibility = Literal["client", "internal", "owners"]

CONTACT_CHANGED_EVENT_VISIBILITY_VALUES: set[ContactChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_contact_changed_event_visibility(value: str) -> ContactChangedEventVisibility:
    if value in CONTACT_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CONTACT_CHANGED_EVENT_VISIBILITY_VALUES!r}")

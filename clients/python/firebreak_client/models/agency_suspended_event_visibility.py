from typing import Literal

AgencySuspendedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_SUSPENDED_EVENT_VISIBILITY_VALUES: set[AgencySuspendedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_suspended_event_visibility(value: str) -> AgencySuspendedEventVisibility:
    if value in AGENCY_SUSPENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_SUSPENDED_EVENT_VISIBILITY_VALUES!r}")

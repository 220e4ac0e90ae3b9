from typing import Literal

AgencyResumedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_RESUMED_EVENT_VISIBILITY_VALUES: set[AgencyResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_resumed_event_visibility(value: str) -> AgencyResumedEventVisibility:
    if value in AGENCY_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_RESUMED_EVENT_VISIBILITY_VALUES!r}")

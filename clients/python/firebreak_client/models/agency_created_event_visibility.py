from typing import Literal

AgencyCreatedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_CREATED_EVENT_VISIBILITY_VALUES: set[AgencyCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_created_event_visibility(value: str) -> AgencyCreatedEventVisibility:
    if value in AGENCY_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_CREATED_EVENT_VISIBILITY_VALUES!r}")

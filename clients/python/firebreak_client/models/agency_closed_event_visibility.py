from typing import Literal

AgencyClosedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_CLOSED_EVENT_VISIBILITY_VALUES: set[AgencyClosedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_closed_event_visibility(value: str) -> AgencyClosedEventVisibility:
    if value in AGENCY_CLOSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_CLOSED_EVENT_VISIBILITY_VALUES!r}")

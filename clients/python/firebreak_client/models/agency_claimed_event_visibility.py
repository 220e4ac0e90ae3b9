from typing import Literal

AgencyClaimedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_CLAIMED_EVENT_VISIBILITY_VALUES: set[AgencyClaimedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_claimed_event_visibility(value: str) -> AgencyClaimedEventVisibility:
    if value in AGENCY_CLAIMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_CLAIMED_EVENT_VISIBILITY_VALUES!r}")

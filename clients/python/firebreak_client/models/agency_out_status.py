from typing import Literal

AgencyOutStatus = Literal["active", "closed", "creating", "failed", "requested", "suspended"]

AGENCY_OUT_STATUS_VALUES: set[AgencyOutStatus] = {
    "active",
    "closed",
    "creating",
    "failed",
    "requested",
    "suspended",
}


def check_agency_out_status(value: str) -> AgencyOutStatus:
    if value in AGENCY_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_OUT_STATUS_VALUES!r}")

from typing import Literal

IncidentOutStatus = Literal["closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"]

INCIDENT_OUT_STATUS_VALUES: set[IncidentOutStatus] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incident_out_status(value: str) -> IncidentOutStatus:
    if value in INCIDENT_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_OUT_STATUS_VALUES!r}")

from typing import Literal

IncidentsListStatus = Literal["closed", "dismissed", "merged", "open", "resolved", "responding", "stabilised", "triage"]

INCIDENTS_LIST_STATUS_VALUES: set[IncidentsListStatus] = {
    "closed",
    "dismissed",
    "merged",
    "open",
    "resolved",
    "responding",
    "stabilised",
    "triage",
}


def check_incidents_list_status(value: str) -> IncidentsListStatus:
    if value in INCIDENTS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENTS_LIST_STATUS_VALUES!r}")

from typing import Literal

IncidentStatusInRequestAction = Literal["close", "dismiss", "reopen", "resolve", "respond", "stabilise"]

INCIDENT_STATUS_IN_REQUEST_ACTION_VALUES: set[IncidentStatusInRequestAction] = {
    "close",
    "dismiss",
    "reopen",
    "resolve",
    "respond",
    "stabilise",
}


def check_incident_status_in_request_action(value: str) -> IncidentStatusInRequestAction:
    if value in INCIDENT_STATUS_IN_REQUEST_ACTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_STATUS_IN_REQUEST_ACTION_VALUES!r}")

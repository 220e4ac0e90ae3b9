from typing import Literal

IncidentInRequestSeverity = Literal[1, 2, 3, 4]

INCIDENT_IN_REQUEST_SEVERITY_VALUES: set[IncidentInRequestSeverity] = {
    1,
    2,
    3,
    4,
}


def check_incident_in_request_severity(value: int) -> IncidentInRequestSeverity:
    if value in INCIDENT_IN_REQUEST_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_IN_REQUEST_SEVERITY_VALUES!r}")

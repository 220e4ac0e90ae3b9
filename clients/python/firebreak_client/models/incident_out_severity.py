from typing import Literal

IncidentOutSeverity = Literal[1, 2, 3, 4]

INCIDENT_OUT_SEVERITY_VALUES: set[IncidentOutSeverity] = {
    1,
    2,
    3,
    4,
}


def check_incident_out_severity(value: int) -> IncidentOutSeverity:
    if value in INCIDENT_OUT_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_OUT_SEVERITY_VALUES!r}")

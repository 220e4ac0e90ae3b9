from typing import Literal

SeverityInRequestSeverity = Literal[1, 2, 3, 4]

SEVERITY_IN_REQUEST_SEVERITY_VALUES: set[SeverityInRequestSeverity] = {
    1,
    2,
    3,
    4,
}


def check_severity_in_request_severity(value: int) -> SeverityInRequestSeverity:
    if value in SEVERITY_IN_REQUEST_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEVERITY_IN_REQUEST_SEVERITY_VALUES!r}")

from typing import Literal

IncidentsListSeverity = Literal[1, 2, 3, 4]

INCIDENTS_LIST_SEVERITY_VALUES: set[IncidentsListSeverity] = {
    1,
    2,
    3,
    4,
}


def check_incidents_list_severity(value: int) -> IncidentsListSeverity:
    if value in INCIDENTS_LIST_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENTS_LIST_SEVERITY_VALUES!r}")

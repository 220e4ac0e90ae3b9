from typing import Literal

IncidentsFileRetrieveFor = Literal["client", "counsel"]

INCIDENTS_FILE_RETRIEVE_FOR_VALUES: set[IncidentsFileRetrieveFor] = {
    "client",
    "counsel",
}


def check_incidents_file_retrieve_for(value: str) -> IncidentsFileRetrieveFor:
    if value in INCIDENTS_FILE_RETRIEVE_FOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENTS_FILE_RETRIEVE_FOR_VALUES!r}")

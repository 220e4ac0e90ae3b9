from typing import Literal

IncidentExportedEventDataFor = Literal["client", "counsel"]

INCIDENT_EXPORTED_EVENT_DATA_FOR_VALUES: set[IncidentExportedEventDataFor] = {
    "client",
    "counsel",
}


def check_incident_exported_event_data_for(value: str) -> IncidentExportedEventDataFor:
    if value in INCIDENT_EXPORTED_EVENT_DATA_FOR_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_EXPORTED_EVENT_DATA_FOR_VALUES!r}")

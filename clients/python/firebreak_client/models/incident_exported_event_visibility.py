from typing import Literal

IncidentExportedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_EXPORTED_EVENT_VISIBILITY_VALUES: set[IncidentExportedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_exported_event_visibility(value: str) -> IncidentExportedEventVisibility:
    if value in INCIDENT_EXPORTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_EXPORTED_EVENT_VISIBILITY_VALUES!r}")

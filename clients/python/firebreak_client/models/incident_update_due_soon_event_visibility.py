from typing import Literal

IncidentUpdateDueSoonEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_UPDATE_DUE_SOON_EVENT_VISIBILITY_VALUES: set[IncidentUpdateDueSoonEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_update_due_soon_event_visibility(value: str) -> IncidentUpdateDueSoonEventVisibility:
    if value in INCIDENT_UPDATE_DUE_SOON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_UPDATE_DUE_SOON_EVENT_VISIBILITY_VALUES!r}")

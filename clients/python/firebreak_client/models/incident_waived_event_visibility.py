from typing import Literal

IncidentWaivedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_WAIVED_EVENT_VISIBILITY_VALUES: set[IncidentWaivedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_waived_event_visibility(value: str) -> IncidentWaivedEventVisibility:
    if value in INCIDENT_WAIVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_WAIVED_EVENT_VISIBILITY_VALUES!r}")

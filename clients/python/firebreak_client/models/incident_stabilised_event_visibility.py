from typing import Literal

IncidentStabilisedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_STABILISED_EVENT_VISIBILITY_VALUES: set[IncidentStabilisedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_stabilised_event_visibility(value: str) -> IncidentStabilisedEventVisibility:
    if value in INCIDENT_STABILISED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_STABILISED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

IncidentChangeProposedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_CHANGE_PROPOSED_EVENT_VISIBILITY_VALUES: set[IncidentChangeProposedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_change_proposed_event_visibility(value: str) -> IncidentChangeProposedEventVisibility:
    if value in INCIDENT_CHANGE_PROPOSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_CHANGE_PROPOSED_EVENT_VISIBILITY_VALUES!r}")

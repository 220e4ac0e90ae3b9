from typing import Literal

IncidentLeadChangedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_LEAD_CHANGED_EVENT_VISIBILITY_VALUES: set[IncidentLeadChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_lead_changed_event_visibility(value: str) -> IncidentLeadChangedEventVisibility:
    if value in INCIDENT_LEAD_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_LEAD_CHANGED_EVENT_VISIBILITY_VALUES!r}")

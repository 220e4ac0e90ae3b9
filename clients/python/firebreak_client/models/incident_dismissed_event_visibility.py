from typing import Literal

IncidentDismissedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DISMISSED_EVENT_VISIBILITY_VALUES: set[IncidentDismissedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_dismissed_event_visibility(value: str) -> IncidentDismissedEventVisibility:
    if value in INCIDENT_DISMISSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DISMISSED_EVENT_VISIBILITY_VALUES!r}")

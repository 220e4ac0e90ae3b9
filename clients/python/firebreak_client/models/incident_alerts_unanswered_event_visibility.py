from typing import Literal

IncidentAlertsUnansweredEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_ALERTS_UNANSWERED_EVENT_VISIBILITY_VALUES: set[IncidentAlertsUnansweredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_alerts_unanswered_event_visibility(value: str) -> IncidentAlertsUnansweredEventVisibility:
    if value in INCIDENT_ALERTS_UNANSWERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_ALERTS_UNANSWERED_EVENT_VISIBILITY_VALUES!r}"
    )

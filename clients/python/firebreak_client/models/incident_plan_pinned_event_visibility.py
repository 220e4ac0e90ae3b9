from typing import Literal

IncidentPlanPinnedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_PLAN_PINNED_EVENT_VISIBILITY_VALUES: set[IncidentPlanPinnedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_plan_pinned_event_visibility(value: str) -> IncidentPlanPinnedEventVisibility:
    if value in INCIDENT_PLAN_PINNED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_PLAN_PINNED_EVENT_VISIBILITY_VALUES!r}")

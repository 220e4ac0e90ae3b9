from typing import Literal

IncidentDutyGivenEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_DUTY_GIVEN_EVENT_VISIBILITY_VALUES: set[IncidentDutyGivenEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_duty_given_event_visibility(value: str) -> IncidentDutyGivenEventVisibility:
    if value in INCIDENT_DUTY_GIVEN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DUTY_GIVEN_EVENT_VISIBILITY_VALUES!r}")

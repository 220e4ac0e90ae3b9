from typing import Literal

IncidentDutyGivenEventDataDuty = Literal["client_liaison", "comms", "lead", "legal", "monitor", "scribe"]

INCIDENT_DUTY_GIVEN_EVENT_DATA_DUTY_VALUES: set[IncidentDutyGivenEventDataDuty] = {
    "client_liaison",
    "comms",
    "lead",
    "legal",
    "monitor",
    "scribe",
}


def check_incident_duty_given_event_data_duty(value: str) -> IncidentDutyGivenEventDataDuty:
    if value in INCIDENT_DUTY_GIVEN_EVENT_DATA_DUTY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_DUTY_GIVEN_EVENT_DATA_DUTY_VALUES!r}")

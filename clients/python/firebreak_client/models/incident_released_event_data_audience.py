from typing import Literal

IncidentReleasedEventDataAudience = Literal["client", "public"]

INCIDENT_RELEASED_EVENT_DATA_AUDIENCE_VALUES: set[IncidentReleasedEventDataAudience] = {
    "client",
    "public",
}


def check_incident_released_event_data_audience(value: str) -> IncidentReleasedEventDataAudience:
    if value in INCIDENT_RELEASED_EVENT_DATA_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_RELEASED_EVENT_DATA_AUDIENCE_VALUES!r}")

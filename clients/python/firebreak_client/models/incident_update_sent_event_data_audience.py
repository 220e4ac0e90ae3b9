from typing import Literal

IncidentUpdateSentEventDataAudience = Literal["client", "public"]

INCIDENT_UPDATE_SENT_EVENT_DATA_AUDIENCE_VALUES: set[IncidentUpdateSentEventDataAudience] = {
    "client",
    "public",
}


def check_incident_update_sent_event_data_audience(value: str) -> IncidentUpdateSentEventDataAudience:
    if value in INCIDENT_UPDATE_SENT_EVENT_DATA_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_UPDATE_SENT_EVENT_DATA_AUDIENCE_VALUES!r}")

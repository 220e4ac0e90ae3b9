from typing import Literal

IncidentEntryReleasedEventDataAudience = Literal["client", "public"]

INCIDENT_ENTRY_RELEASED_EVENT_DATA_AUDIENCE_VALUES: set[IncidentEntryReleasedEventDataAudience] = {
    "client",
    "public",
}


def check_incident_entry_released_event_data_audience(value: str) -> IncidentEntryReleasedEventDataAudience:
    if value in INCIDENT_ENTRY_RELEASED_EVENT_DATA_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_ENTRY_RELEASED_EVENT_DATA_AUDIENCE_VALUES!r}"
    )

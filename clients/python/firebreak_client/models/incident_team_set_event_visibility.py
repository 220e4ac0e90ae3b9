from typing import Literal

IncidentTeamSetEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_TEAM_SET_EVENT_VISIBILITY_VALUES: set[IncidentTeamSetEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_team_set_event_visibility(value: str) -> IncidentTeamSetEventVisibility:
    if value in INCIDENT_TEAM_SET_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_TEAM_SET_EVENT_VISIBILITY_VALUES!r}")

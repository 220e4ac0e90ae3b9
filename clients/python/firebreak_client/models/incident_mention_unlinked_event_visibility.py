from typing import Literal

IncidentMentionUnlinkedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_MENTION_UNLINKED_EVENT_VISIBILITY_VALUES: set[IncidentMentionUnlinkedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_mention_unlinked_event_visibility(value: str) -> IncidentMentionUnlinkedEventVisibility:
    if value in INCIDENT_MENTION_UNLINKED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INCIDENT_MENTION_UNLINKED_EVENT_VISIBILITY_VALUES!r}"
    )

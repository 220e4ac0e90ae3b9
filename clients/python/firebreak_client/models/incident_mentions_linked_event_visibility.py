from typing import Literal

IncidentMentionsLinkedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_MENTIONS_LINKED_EVENT_VISIBILITY_VALUES: set[IncidentMentionsLinkedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_mentions_linked_event_visibility(value: str) -> IncidentMentionsLinkedEventVisibility:
    if value in INCIDENT_MENTIONS_LINKED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_MENTIONS_LINKED_EVENT_VISIBILITY_VALUES!r}")

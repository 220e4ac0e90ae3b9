from typing import Literal

PersonSessionsEndedEventVisibility = Literal["client", "internal", "owners"]

PERSON_SESSIONS_ENDED_EVENT_VISIBILITY_VALUES: set[PersonSessionsEndedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_sessions_ended_event_visibility(value: str) -> PersonSessionsEndedEventVisibility:
    if value in PERSON_SESSIONS_ENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PERSON_SESSIONS_ENDED_EVENT_VISIBILITY_VALUES!r}")

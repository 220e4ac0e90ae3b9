from typing import Literal

IncidentLessonAddedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_LESSON_ADDED_EVENT_VISIBILITY_VALUES: set[IncidentLessonAddedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_lesson_added_event_visibility(value: str) -> IncidentLessonAddedEventVisibility:
    if value in INCIDENT_LESSON_ADDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_LESSON_ADDED_EVENT_VISIBILITY_VALUES!r}")

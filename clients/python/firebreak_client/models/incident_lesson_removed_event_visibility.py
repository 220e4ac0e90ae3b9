from typing import Literal

IncidentLessonRemovedEventVisibility = Literal["client", "internal", "owners"]

INCIDENT_LESSON_REMOVED_EVENT_VISIBILITY_VALUES: set[IncidentLessonRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_incident_lesson_removed_event_visibility(value: str) -> IncidentLessonRemovedEventVisibility:
    if value in INCIDENT_LESSON_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INCIDENT_LESSON_REMOVED_EVENT_VISIBILITY_VALUES!r}")

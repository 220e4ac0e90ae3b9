from typing import Literal

EventsExportActorKind = Literal["key", "person", "rule", "system"]

EVENTS_EXPORT_ACTOR_KIND_VALUES: set[EventsExportActorKind] = {
    "key",
    "person",
    "rule",
    "system",
}


def check_events_export_actor_kind(value: str) -> EventsExportActorKind:
    if value in EVENTS_EXPORT_ACTOR_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_EXPORT_ACTOR_KIND_VALUES!r}")

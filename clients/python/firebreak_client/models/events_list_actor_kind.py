from typing import Literal

EventsListActorKind = Literal["key", "person", "rule", "system"]

EVENTS_LIST_ACTOR_KIND_VALUES: set[EventsListActorKind] = {
    "key",
    "person",
    "rule",
    "system",
}


def check_events_list_actor_kind(value: str) -> EventsListActorKind:
    if value in EVENTS_LIST_ACTOR_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_LIST_ACTOR_KIND_VALUES!r}")

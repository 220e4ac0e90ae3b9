from typing import Literal

EventsStreamRetrieveActorKind = Literal["key", "person", "rule", "system"]

EVENTS_STREAM_RETRIEVE_ACTOR_KIND_VALUES: set[EventsStreamRetrieveActorKind] = {
    "key",
    "person",
    "rule",
    "system",
}


def check_events_stream_retrieve_actor_kind(value: str) -> EventsStreamRetrieveActorKind:
    if value in EVENTS_STREAM_RETRIEVE_ACTOR_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_STREAM_RETRIEVE_ACTOR_KIND_VALUES!r}")

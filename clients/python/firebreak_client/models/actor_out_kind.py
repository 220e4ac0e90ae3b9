from typing import Literal

ActorOutKind = Literal["key", "person", "rule", "system"]

ACTOR_OUT_KIND_VALUES: set[ActorOutKind] = {
    "key",
    "person",
    "rule",
    "system",
}


def check_actor_out_kind(value: str) -> ActorOutKind:
    if value in ACTOR_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ACTOR_OUT_KIND_VALUES!r}")

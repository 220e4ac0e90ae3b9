from typing import Literal

OwedOutKind = Literal["answer", "public_answer", "task", "update"]

OWED_OUT_KIND_VALUES: set[OwedOutKind] = {
    "answer",
    "public_answer",
    "task",
    "update",
}


def check_owed_out_kind(value: str) -> OwedOutKind:
    if value in OWED_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OWED_OUT_KIND_VALUES!r}")

from typing import Literal

TombstoneOutWhat = Literal["erased", "removed"]

TOMBSTONE_OUT_WHAT_VALUES: set[TombstoneOutWhat] = {
    "erased",
    "removed",
}


def check_tombstone_out_what(value: str) -> TombstoneOutWhat:
    if value in TOMBSTONE_OUT_WHAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TOMBSTONE_OUT_WHAT_VALUES!r}")

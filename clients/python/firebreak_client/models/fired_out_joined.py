from typing import Literal

FiredOutJoined = Literal["", "own", "running"]

FIRED_OUT_JOINED_VALUES: set[FiredOutJoined] = {
    "",
    "own",
    "running",
}


def check_fired_out_joined(value: str) -> FiredOutJoined:
    if value in FIRED_OUT_JOINED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FIRED_OUT_JOINED_VALUES!r}")

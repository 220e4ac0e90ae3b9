from typing import Literal

MarkOutWhat = Literal["began", "opened", "published"]

MARK_OUT_WHAT_VALUES: set[MarkOutWhat] = {
    "began",
    "opened",
    "published",
}


def check_mark_out_what(value: str) -> MarkOutWhat:
    if value in MARK_OUT_WHAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MARK_OUT_WHAT_VALUES!r}")

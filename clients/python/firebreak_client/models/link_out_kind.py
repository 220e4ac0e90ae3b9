from typing import Literal

LinkOutKind = Literal["alerts", "calendar"]

LINK_OUT_KIND_VALUES: set[LinkOutKind] = {
    "alerts",
    "calendar",
}


def check_link_out_kind(value: str) -> LinkOutKind:
    if value in LINK_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_OUT_KIND_VALUES!r}")

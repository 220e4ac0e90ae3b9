from typing import Literal

NewLinkOutKind = Literal["alerts", "calendar"]

NEW_LINK_OUT_KIND_VALUES: set[NewLinkOutKind] = {
    "alerts",
    "calendar",
}


def check_new_link_out_kind(value: str) -> NewLinkOutKind:
    if value in NEW_LINK_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_LINK_OUT_KIND_VALUES!r}")

from typing import Literal

LinkInRequestKind = Literal["alerts", "calendar"]

LINK_IN_REQUEST_KIND_VALUES: set[LinkInRequestKind] = {
    "alerts",
    "calendar",
}


def check_link_in_request_kind(value: str) -> LinkInRequestKind:
    if value in LINK_IN_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LINK_IN_REQUEST_KIND_VALUES!r}")

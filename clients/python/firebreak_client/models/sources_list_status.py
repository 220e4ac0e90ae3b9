from typing import Literal

SourcesListStatus = Literal["active", "given", "paused", "removed"]

SOURCES_LIST_STATUS_VALUES: set[SourcesListStatus] = {
    "active",
    "given",
    "paused",
    "removed",
}


def check_sources_list_status(value: str) -> SourcesListStatus:
    if value in SOURCES_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCES_LIST_STATUS_VALUES!r}")

from typing import Literal

SourcesFetchesListOnly = Literal["failed", "posts"]

SOURCES_FETCHES_LIST_ONLY_VALUES: set[SourcesFetchesListOnly] = {
    "failed",
    "posts",
}


def check_sources_fetches_list_only(value: str) -> SourcesFetchesListOnly:
    if value in SOURCES_FETCHES_LIST_ONLY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCES_FETCHES_LIST_ONLY_VALUES!r}")

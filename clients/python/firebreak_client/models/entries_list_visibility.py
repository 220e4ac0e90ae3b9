from typing import Literal

EntriesListVisibility = Literal["client", "internal", "public"]

ENTRIES_LIST_VISIBILITY_VALUES: set[EntriesListVisibility] = {
    "client",
    "internal",
    "public",
}


def check_entries_list_visibility(value: str) -> EntriesListVisibility:
    if value in ENTRIES_LIST_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRIES_LIST_VISIBILITY_VALUES!r}")

from typing import Literal

UpdatesListAudience = Literal["client", "public"]

UPDATES_LIST_AUDIENCE_VALUES: set[UpdatesListAudience] = {
    "client",
    "public",
}


def check_updates_list_audience(value: str) -> UpdatesListAudience:
    if value in UPDATES_LIST_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPDATES_LIST_AUDIENCE_VALUES!r}")

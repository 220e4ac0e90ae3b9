from typing import Literal

SourcePlaceInRequestBlueskyWhatToWatch = Literal["account", "network"]

SOURCE_PLACE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES: set[SourcePlaceInRequestBlueskyWhatToWatch] = {
    "account",
    "network",
}


def check_source_place_in_request_bluesky_what_to_watch(value: str) -> SourcePlaceInRequestBlueskyWhatToWatch:
    if value in SOURCE_PLACE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES!r}"
    )

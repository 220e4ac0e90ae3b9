from typing import Literal

SourceInRequestBlueskyWhatToWatch = Literal["account", "network"]

SOURCE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES: set[SourceInRequestBlueskyWhatToWatch] = {
    "account",
    "network",
}


def check_source_in_request_bluesky_what_to_watch(value: str) -> SourceInRequestBlueskyWhatToWatch:
    if value in SOURCE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES!r}")

from typing import Literal

SourceOutBlueskyWhatToWatch = Literal["account", "network"]

SOURCE_OUT_BLUESKY_WHAT_TO_WATCH_VALUES: set[SourceOutBlueskyWhatToWatch] = {
    "account",
    "network",
}


def check_source_out_bluesky_what_to_watch(value: str) -> SourceOutBlueskyWhatToWatch:
    if value in SOURCE_OUT_BLUESKY_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_BLUESKY_WHAT_TO_WATCH_VALUES!r}")

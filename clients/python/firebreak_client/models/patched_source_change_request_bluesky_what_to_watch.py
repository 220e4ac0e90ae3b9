from typing import Literal

PatchedSourceChangeRequestBlueskyWhatToWatch = Literal["account", "network"]

PATCHED_SOURCE_CHANGE_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES: set[PatchedSourceChangeRequestBlueskyWhatToWatch] = {
    "account",
    "network",
}


def check_patched_source_change_request_bluesky_what_to_watch(
    value: str,
) -> PatchedSourceChangeRequestBlueskyWhatToWatch:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_BLUESKY_WHAT_TO_WATCH_VALUES!r}"
    )

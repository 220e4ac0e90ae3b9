from typing import Literal

PatchedSourceChangeRequestMastodonWhatToWatch = Literal["account", "hashtag", "mentions", "search"]

PATCHED_SOURCE_CHANGE_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES: set[PatchedSourceChangeRequestMastodonWhatToWatch] = {
    "account",
    "hashtag",
    "mentions",
    "search",
}


def check_patched_source_change_request_mastodon_what_to_watch(
    value: str,
) -> PatchedSourceChangeRequestMastodonWhatToWatch:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES!r}"
    )

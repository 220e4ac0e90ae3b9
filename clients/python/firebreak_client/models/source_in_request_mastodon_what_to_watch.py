from typing import Literal

SourceInRequestMastodonWhatToWatch = Literal["account", "hashtag", "mentions", "search"]

SOURCE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES: set[SourceInRequestMastodonWhatToWatch] = {
    "account",
    "hashtag",
    "mentions",
    "search",
}


def check_source_in_request_mastodon_what_to_watch(value: str) -> SourceInRequestMastodonWhatToWatch:
    if value in SOURCE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES!r}")

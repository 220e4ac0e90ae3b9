from typing import Literal

SourcePlaceInRequestMastodonWhatToWatch = Literal["account", "hashtag", "mentions", "search"]

SOURCE_PLACE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES: set[SourcePlaceInRequestMastodonWhatToWatch] = {
    "account",
    "hashtag",
    "mentions",
    "search",
}


def check_source_place_in_request_mastodon_what_to_watch(value: str) -> SourcePlaceInRequestMastodonWhatToWatch:
    if value in SOURCE_PLACE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_MASTODON_WHAT_TO_WATCH_VALUES!r}"
    )

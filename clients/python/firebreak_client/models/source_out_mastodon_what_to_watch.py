from typing import Literal

SourceOutMastodonWhatToWatch = Literal["account", "hashtag", "mentions", "search"]

SOURCE_OUT_MASTODON_WHAT_TO_WATCH_VALUES: set[SourceOutMastodonWhatToWatch] = {
    "account",
    "hashtag",
    "mentions",
    "search",
}


def check_source_out_mastodon_what_to_watch(value: str) -> SourceOutMastodonWhatToWatch:
    if value in SOURCE_OUT_MASTODON_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_MASTODON_WHAT_TO_WATCH_VALUES!r}")

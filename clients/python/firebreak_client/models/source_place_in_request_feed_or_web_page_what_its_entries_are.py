from typing import Literal

SourcePlaceInRequestFeedOrWebPageWhatItsEntriesAre = Literal[
    "", "article", "comment", "episode", "message", "post", "quote", "reply", "repost", "review", "video"
]

SOURCE_PLACE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES: set[
    SourcePlaceInRequestFeedOrWebPageWhatItsEntriesAre
] = {
    "",
    "article",
    "comment",
    "episode",
    "message",
    "post",
    "quote",
    "reply",
    "repost",
    "review",
    "video",
}


def check_source_place_in_request_feed_or_web_page_what_its_entries_are(
    value: str,
) -> SourcePlaceInRequestFeedOrWebPageWhatItsEntriesAre:
    if value in SOURCE_PLACE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES!r}"
    )

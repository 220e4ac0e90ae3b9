from typing import Literal

SourceInRequestFeedOrWebPageWhatItsEntriesAre = Literal[
    "", "article", "comment", "episode", "message", "post", "quote", "reply", "repost", "review", "video"
]

SOURCE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES: set[SourceInRequestFeedOrWebPageWhatItsEntriesAre] = {
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


def check_source_in_request_feed_or_web_page_what_its_entries_are(
    value: str,
) -> SourceInRequestFeedOrWebPageWhatItsEntriesAre:
    if value in SOURCE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES!r}"
    )

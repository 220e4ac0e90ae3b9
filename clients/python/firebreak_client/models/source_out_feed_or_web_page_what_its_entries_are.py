from typing import Literal

SourceOutFeedOrWebPageWhatItsEntriesAre = Literal[
    "", "article", "comment", "episode", "message", "post", "quote", "reply", "repost", "review", "video"
]

SOURCE_OUT_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES: set[SourceOutFeedOrWebPageWhatItsEntriesAre] = {
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


def check_source_out_feed_or_web_page_what_its_entries_are(value: str) -> SourceOutFeedOrWebPageWhatItsEntriesAre:
    if value in SOURCE_OUT_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES!r}"
    )

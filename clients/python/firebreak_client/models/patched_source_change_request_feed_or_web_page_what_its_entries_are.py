from typing import Literal

PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre = Literal[
    "", "article", "comment", "episode", "message", "post", "quote", "reply", "repost", "review", "video"
]

PATCHED_SOURCE_CHANGE_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES: set[
    PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre
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


def check_patched_source_change_request_feed_or_web_page_what_its_entries_are(
    value: str,
) -> PatchedSourceChangeRequestFeedOrWebPageWhatItsEntriesAre:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_FEED_OR_WEB_PAGE_WHAT_ITS_ENTRIES_ARE_VALUES!r}"
    )

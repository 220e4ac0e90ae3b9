from typing import Literal

PatchedSourceChangeRequestHackerNewsWhere = Literal["", "comments", "stories"]

PATCHED_SOURCE_CHANGE_REQUEST_HACKER_NEWS_WHERE_VALUES: set[PatchedSourceChangeRequestHackerNewsWhere] = {
    "",
    "comments",
    "stories",
}


def check_patched_source_change_request_hacker_news_where(value: str) -> PatchedSourceChangeRequestHackerNewsWhere:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_HACKER_NEWS_WHERE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_HACKER_NEWS_WHERE_VALUES!r}"
    )

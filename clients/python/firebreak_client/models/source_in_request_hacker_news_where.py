from typing import Literal

SourceInRequestHackerNewsWhere = Literal["", "comments", "stories"]

SOURCE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES: set[SourceInRequestHackerNewsWhere] = {
    "",
    "comments",
    "stories",
}


def check_source_in_request_hacker_news_where(value: str) -> SourceInRequestHackerNewsWhere:
    if value in SOURCE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES!r}")

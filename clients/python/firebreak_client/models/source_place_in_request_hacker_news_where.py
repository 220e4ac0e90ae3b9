from typing import Literal

SourcePlaceInRequestHackerNewsWhere = Literal["", "comments", "stories"]

SOURCE_PLACE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES: set[SourcePlaceInRequestHackerNewsWhere] = {
    "",
    "comments",
    "stories",
}


def check_source_place_in_request_hacker_news_where(value: str) -> SourcePlaceInRequestHackerNewsWhere:
    if value in SOURCE_PLACE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_HACKER_NEWS_WHERE_VALUES!r}")

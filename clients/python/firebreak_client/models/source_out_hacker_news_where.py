from typing import Literal

SourceOutHackerNewsWhere = Literal["", "comments", "stories"]

SOURCE_OUT_HACKER_NEWS_WHERE_VALUES: set[SourceOutHackerNewsWhere] = {
    "",
    "comments",
    "stories",
}


def check_source_out_hacker_news_where(value: str) -> SourceOutHackerNewsWhere:
    if value in SOURCE_OUT_HACKER_NEWS_WHERE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_HACKER_NEWS_WHERE_VALUES!r}")

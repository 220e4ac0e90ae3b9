from typing import Literal

SourceInRequestDiscourseForumWhatToWatch = Literal["category", "posts", "search", "topic"]

SOURCE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES: set[SourceInRequestDiscourseForumWhatToWatch] = {
    "category",
    "posts",
    "search",
    "topic",
}


def check_source_in_request_discourse_forum_what_to_watch(value: str) -> SourceInRequestDiscourseForumWhatToWatch:
    if value in SOURCE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES!r}"
    )

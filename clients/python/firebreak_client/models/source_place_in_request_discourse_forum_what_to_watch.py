from typing import Literal

SourcePlaceInRequestDiscourseForumWhatToWatch = Literal["category", "posts", "search", "topic"]

SOURCE_PLACE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES: set[SourcePlaceInRequestDiscourseForumWhatToWatch] = {
    "category",
    "posts",
    "search",
    "topic",
}


def check_source_place_in_request_discourse_forum_what_to_watch(
    value: str,
) -> SourcePlaceInRequestDiscourseForumWhatToWatch:
    if value in SOURCE_PLACE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES!r}"
    )

from typing import Literal

PatchedSourceChangeRequestDiscourseForumWhatToWatch = Literal["category", "posts", "search", "topic"]

PATCHED_SOURCE_CHANGE_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES: set[
    PatchedSourceChangeRequestDiscourseForumWhatToWatch
] = {
    "category",
    "posts",
    "search",
    "topic",
}


def check_patched_source_change_request_discourse_forum_what_to_watch(
    value: str,
) -> PatchedSourceChangeRequestDiscourseForumWhatToWatch:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES!r}"
    )

from typing import Literal

SourceOutDiscourseForumWhatToWatch = Literal["category", "posts", "search", "topic"]

SOURCE_OUT_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES: set[SourceOutDiscourseForumWhatToWatch] = {
    "category",
    "posts",
    "search",
    "topic",
}


def check_source_out_discourse_forum_what_to_watch(value: str) -> SourceOutDiscourseForumWhatToWatch:
    if value in SOURCE_OUT_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_DISCOURSE_FORUM_WHAT_TO_WATCH_VALUES!r}")

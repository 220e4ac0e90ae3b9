from typing import Literal

SourceInRequestGitHubWhatToWatch = Literal["discussions", "issues", "search"]

SOURCE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES: set[SourceInRequestGitHubWhatToWatch] = {
    "discussions",
    "issues",
    "search",
}


def check_source_in_request_git_hub_what_to_watch(value: str) -> SourceInRequestGitHubWhatToWatch:
    if value in SOURCE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES!r}")

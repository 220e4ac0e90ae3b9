from typing import Literal

SourcePlaceInRequestGitHubWhatToWatch = Literal["discussions", "issues", "search"]

SOURCE_PLACE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES: set[SourcePlaceInRequestGitHubWhatToWatch] = {
    "discussions",
    "issues",
    "search",
}


def check_source_place_in_request_git_hub_what_to_watch(value: str) -> SourcePlaceInRequestGitHubWhatToWatch:
    if value in SOURCE_PLACE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES!r}"
    )

from typing import Literal

PatchedSourceChangeRequestGitHubWhatToWatch = Literal["discussions", "issues", "search"]

PATCHED_SOURCE_CHANGE_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES: set[PatchedSourceChangeRequestGitHubWhatToWatch] = {
    "discussions",
    "issues",
    "search",
}


def check_patched_source_change_request_git_hub_what_to_watch(
    value: str,
) -> PatchedSourceChangeRequestGitHubWhatToWatch:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_GIT_HUB_WHAT_TO_WATCH_VALUES!r}"
    )

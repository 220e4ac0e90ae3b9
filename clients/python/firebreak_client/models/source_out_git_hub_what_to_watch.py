from typing import Literal

SourceOutGitHubWhatToWatch = Literal["discussions", "issues", "search"]

SOURCE_OUT_GIT_HUB_WHAT_TO_WATCH_VALUES: set[SourceOutGitHubWhatToWatch] = {
    "discussions",
    "issues",
    "search",
}


def check_source_out_git_hub_what_to_watch(value: str) -> SourceOutGitHubWhatToWatch:
    if value in SOURCE_OUT_GIT_HUB_WHAT_TO_WATCH_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_GIT_HUB_WHAT_TO_WATCH_VALUES!r}")

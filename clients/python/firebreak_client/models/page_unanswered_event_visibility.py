from typing import Literal

PageUnansweredEventVisibility = Literal["client", "internal", "owners"]

PAGE_UNANSWERED_EVENT_VISIBILITY_VALUES: set[PageUnansweredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_page_unanswered_event_visibility(value: str) -> PageUnansweredEventVisibility:
    if value in PAGE_UNANSWERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_UNANSWERED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PagePassedOnEventVisibility = Literal["client", "internal", "owners"]

PAGE_PASSED_ON_EVENT_VISIBILITY_VALUES: set[PagePassedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_page_passed_on_event_visibility(value: str) -> PagePassedOnEventVisibility:
    if value in PAGE_PASSED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAGE_PASSED_ON_EVENT_VISIBILITY_VALUES!r}")

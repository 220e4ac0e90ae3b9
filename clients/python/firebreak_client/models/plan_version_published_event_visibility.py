from typing import Literal

PlanVersionPublishedEventVisibility = Literal["client", "internal", "owners"]

PLAN_VERSION_PUBLISHED_EVENT_VISIBILITY_VALUES: set[PlanVersionPublishedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_version_published_event_visibility(value: str) -> PlanVersionPublishedEventVisibility:
    if value in PLAN_VERSION_PUBLISHED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSION_PUBLISHED_EVENT_VISIBILITY_VALUES!r}")

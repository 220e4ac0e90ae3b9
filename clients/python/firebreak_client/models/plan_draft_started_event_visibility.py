from typing import Literal

PlanDraftStartedEventVisibility = Literal["client", "internal", "owners"]

PLAN_DRAFT_STARTED_EVENT_VISIBILITY_VALUES: set[PlanDraftStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_draft_started_event_visibility(value: str) -> PlanDraftStartedEventVisibility:
    if value in PLAN_DRAFT_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_STARTED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

PlanDraftChangedEventVisibility = Literal["client", "internal", "owners"]

PLAN_DRAFT_CHANGED_EVENT_VISIBILITY_VALUES: set[PlanDraftChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_draft_changed_event_visibility(value: str) -> PlanDraftChangedEventVisibility:
    if value in PLAN_DRAFT_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_CHANGED_EVENT_VISIBILITY_VALUES!r}")

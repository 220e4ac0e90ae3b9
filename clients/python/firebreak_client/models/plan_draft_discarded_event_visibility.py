from typing import Literal

PlanDraftDiscardedEventVisibility = Literal["client", "internal", "owners"]

PLAN_DRAFT_DISCARDED_EVENT_VISIBILITY_VALUES: set[PlanDraftDiscardedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_draft_discarded_event_visibility(value: str) -> PlanDraftDiscardedEventVisibility:
    if value in PLAN_DRAFT_DISCARDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_DISCARDED_EVENT_VISIBILITY_VALUES!r}")

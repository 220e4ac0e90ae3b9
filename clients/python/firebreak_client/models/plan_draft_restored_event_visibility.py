from typing import Literal

PlanDraftRestoredEventVisibility = Literal["client", "internal", "owners"]

PLAN_DRAFT_RESTORED_EVENT_VISIBILITY_VALUES: set[PlanDraftRestoredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_draft_restored_event_visibility(value: str) -> PlanDraftRestoredEventVisibility:
    if value in PLAN_DRAFT_RESTORED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_RESTORED_EVENT_VISIBILITY_VALUES!r}")

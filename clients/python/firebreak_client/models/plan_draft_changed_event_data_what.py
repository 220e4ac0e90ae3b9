from typing import Literal

PlanDraftChangedEventDataWhat = Literal["added", "changed", "put_back", "removed", "reordered"]

PLAN_DRAFT_CHANGED_EVENT_DATA_WHAT_VALUES: set[PlanDraftChangedEventDataWhat] = {
    "added",
    "changed",
    "put_back",
    "removed",
    "reordered",
}


def check_plan_draft_changed_event_data_what(value: str) -> PlanDraftChangedEventDataWhat:
    if value in PLAN_DRAFT_CHANGED_EVENT_DATA_WHAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_CHANGED_EVENT_DATA_WHAT_VALUES!r}")

from typing import Literal

PlanDraftChangedEventDataPart = Literal["contact", "section", "statement", "step", "summary", "trigger"]

PLAN_DRAFT_CHANGED_EVENT_DATA_PART_VALUES: set[PlanDraftChangedEventDataPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "summary",
    "trigger",
}


def check_plan_draft_changed_event_data_part(value: str) -> PlanDraftChangedEventDataPart:
    if value in PLAN_DRAFT_CHANGED_EVENT_DATA_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_DRAFT_CHANGED_EVENT_DATA_PART_VALUES!r}")

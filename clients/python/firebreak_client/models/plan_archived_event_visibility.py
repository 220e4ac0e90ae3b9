from typing import Literal

PlanArchivedEventVisibility = Literal["client", "internal", "owners"]

PLAN_ARCHIVED_EVENT_VISIBILITY_VALUES: set[PlanArchivedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_archived_event_visibility(value: str) -> PlanArchivedEventVisibility:
    if value in PLAN_ARCHIVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_ARCHIVED_EVENT_VISIBILITY_VALUES!r}")

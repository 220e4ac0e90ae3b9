from typing import Literal

PlanRestoredEventVisibility = Literal["client", "internal", "owners"]

PLAN_RESTORED_EVENT_VISIBILITY_VALUES: set[PlanRestoredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_restored_event_visibility(value: str) -> PlanRestoredEventVisibility:
    if value in PLAN_RESTORED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_RESTORED_EVENT_VISIBILITY_VALUES!r}")

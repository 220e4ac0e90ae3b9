from typing import Literal

PlanCreatedEventVisibility = Literal["client", "internal", "owners"]

PLAN_CREATED_EVENT_VISIBILITY_VALUES: set[PlanCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_created_event_visibility(value: str) -> PlanCreatedEventVisibility:
    if value in PLAN_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_CREATED_EVENT_VISIBILITY_VALUES!r}")

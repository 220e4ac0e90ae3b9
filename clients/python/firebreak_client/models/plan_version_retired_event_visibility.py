from typing import Literal

PlanVersionRetiredEventVisibility = Literal["client", "internal", "owners"]

PLAN_VERSION_RETIRED_EVENT_VISIBILITY_VALUES: set[PlanVersionRetiredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_plan_version_retired_event_visibility(value: str) -> PlanVersionRetiredEventVisibility:
    if value in PLAN_VERSION_RETIRED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSION_RETIRED_EVENT_VISIBILITY_VALUES!r}")

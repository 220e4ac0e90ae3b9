from typing import Literal

PlanVersionsListStatus = Literal["draft", "published", "retired"]

PLAN_VERSIONS_LIST_STATUS_VALUES: set[PlanVersionsListStatus] = {
    "draft",
    "published",
    "retired",
}


def check_plan_versions_list_status(value: str) -> PlanVersionsListStatus:
    if value in PLAN_VERSIONS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSIONS_LIST_STATUS_VALUES!r}")

from typing import Literal

PlanVersionsListExpandItem = Literal["plan"]

PLAN_VERSIONS_LIST_EXPAND_ITEM_VALUES: set[PlanVersionsListExpandItem] = {
    "plan",
}


def check_plan_versions_list_expand_item(value: str) -> PlanVersionsListExpandItem:
    if value in PLAN_VERSIONS_LIST_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSIONS_LIST_EXPAND_ITEM_VALUES!r}")

from typing import Literal

PlanVersionsRetrieveExpandItem = Literal["plan"]

PLAN_VERSIONS_RETRIEVE_EXPAND_ITEM_VALUES: set[PlanVersionsRetrieveExpandItem] = {
    "plan",
}


def check_plan_versions_retrieve_expand_item(value: str) -> PlanVersionsRetrieveExpandItem:
    if value in PLAN_VERSIONS_RETRIEVE_EXPAND_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSIONS_RETRIEVE_EXPAND_ITEM_VALUES!r}")

from typing import Literal

PlanVersionsPartsDestroyPart = Literal["contact", "section", "statement", "step", "trigger"]

PLAN_VERSIONS_PARTS_DESTROY_PART_VALUES: set[PlanVersionsPartsDestroyPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_plan_versions_parts_destroy_part(value: str) -> PlanVersionsPartsDestroyPart:
    if value in PLAN_VERSIONS_PARTS_DESTROY_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSIONS_PARTS_DESTROY_PART_VALUES!r}")

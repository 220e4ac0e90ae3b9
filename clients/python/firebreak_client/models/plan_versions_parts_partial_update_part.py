from typing import Literal

PlanVersionsPartsPartialUpdatePart = Literal["contact", "section", "statement", "step", "trigger"]

PLAN_VERSIONS_PARTS_PARTIAL_UPDATE_PART_VALUES: set[PlanVersionsPartsPartialUpdatePart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_plan_versions_parts_partial_update_part(value: str) -> PlanVersionsPartsPartialUpdatePart:
    if value in PLAN_VERSIONS_PARTS_PARTIAL_UPDATE_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLAN_VERSIONS_PARTS_PARTIAL_UPDATE_PART_VALUES!r}")

from typing import Literal

DiffPartPart = Literal["contact", "section", "statement", "step", "summary", "trigger"]

DIFF_PART_PART_VALUES: set[DiffPartPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "summary",
    "trigger",
}


def check_diff_part_part(value: str) -> DiffPartPart:
    if value in DIFF_PART_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DIFF_PART_PART_VALUES!r}")

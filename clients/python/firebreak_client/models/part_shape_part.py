from typing import Literal

PartShapePart = Literal["contact", "section", "statement", "step", "trigger"]

PART_SHAPE_PART_VALUES: set[PartShapePart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_part_shape_part(value: str) -> PartShapePart:
    if value in PART_SHAPE_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PART_SHAPE_PART_VALUES!r}")

from typing import Literal

OperationPart = Literal["contact", "section", "statement", "step", "trigger"]

OPERATION_PART_VALUES: set[OperationPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_operation_part(value: str) -> OperationPart:
    if value in OPERATION_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPERATION_PART_VALUES!r}")

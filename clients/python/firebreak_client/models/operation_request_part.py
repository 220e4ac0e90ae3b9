from typing import Literal

OperationRequestPart = Literal["contact", "section", "statement", "step", "trigger"]

OPERATION_REQUEST_PART_VALUES: set[OperationRequestPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_operation_request_part(value: str) -> OperationRequestPart:
    if value in OPERATION_REQUEST_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPERATION_REQUEST_PART_VALUES!r}")

from typing import Literal

OperationOp = Literal["add", "change", "remove"]

OPERATION_OP_VALUES: set[OperationOp] = {
    "add",
    "change",
    "remove",
}


def check_operation_op(value: str) -> OperationOp:
    if value in OPERATION_OP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPERATION_OP_VALUES!r}")

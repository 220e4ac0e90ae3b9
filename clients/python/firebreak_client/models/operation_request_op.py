from typing import Literal

OperationRequestOp = Literal["add", "change", "remove"]

OPERATION_REQUEST_OP_VALUES: set[OperationRequestOp] = {
    "add",
    "change",
    "remove",
}


def check_operation_request_op(value: str) -> OperationRequestOp:
    if value in OPERATION_REQUEST_OP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {OPERATION_REQUEST_OP_VALUES!r}")

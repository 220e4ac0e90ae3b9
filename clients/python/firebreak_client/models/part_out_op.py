from typing import Literal

PartOutOp = Literal["delete", "equal", "insert"]

PART_OUT_OP_VALUES: set[PartOutOp] = {
    "delete",
    "equal",
    "insert",
}


def check_part_out_op(value: str) -> PartOutOp:
    if value in PART_OUT_OP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PART_OUT_OP_VALUES!r}")

from typing import Literal

ApprovalOutStatus = Literal["approved", "asked", "rejected", "void"]

APPROVAL_OUT_STATUS_VALUES: set[ApprovalOutStatus] = {
    "approved",
    "asked",
    "rejected",
    "void",
}


def check_approval_out_status(value: str) -> ApprovalOutStatus:
    if value in APPROVAL_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_OUT_STATUS_VALUES!r}")

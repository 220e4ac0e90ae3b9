from typing import Literal

ApprovalTextOutStatus = Literal["approved", "asked", "rejected", "void"]

APPROVAL_TEXT_OUT_STATUS_VALUES: set[ApprovalTextOutStatus] = {
    "approved",
    "asked",
    "rejected",
    "void",
}


def check_approval_text_out_status(value: str) -> ApprovalTextOutStatus:
    if value in APPROVAL_TEXT_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_TEXT_OUT_STATUS_VALUES!r}")

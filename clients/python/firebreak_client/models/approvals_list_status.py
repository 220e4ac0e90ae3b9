from typing import Literal

ApprovalsListStatus = Literal["approved", "asked", "rejected", "void"]

APPROVALS_LIST_STATUS_VALUES: set[ApprovalsListStatus] = {
    "approved",
    "asked",
    "rejected",
    "void",
}


def check_approvals_list_status(value: str) -> ApprovalsListStatus:
    if value in APPROVALS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVALS_LIST_STATUS_VALUES!r}")

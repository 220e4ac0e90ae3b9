from typing import Literal

MemberOutRole = Literal["admin", "analyst", "client", "manager", "owner"]

MEMBER_OUT_ROLE_VALUES: set[MemberOutRole] = {
    "admin",
    "analyst",
    "client",
    "manager",
    "owner",
}


def check_member_out_role(value: str) -> MemberOutRole:
    if value in MEMBER_OUT_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_OUT_ROLE_VALUES!r}")

from typing import Literal

RoleInRequestRole = Literal["admin", "analyst", "client", "manager", "owner"]

ROLE_IN_REQUEST_ROLE_VALUES: set[RoleInRequestRole] = {
    "admin",
    "analyst",
    "client",
    "manager",
    "owner",
}


def check_role_in_request_role(value: str) -> RoleInRequestRole:
    if value in ROLE_IN_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROLE_IN_REQUEST_ROLE_VALUES!r}")

from typing import Literal

InvitationInRequestRole = Literal["admin", "analyst", "client", "manager", "owner"]

INVITATION_IN_REQUEST_ROLE_VALUES: set[InvitationInRequestRole] = {
    "admin",
    "analyst",
    "client",
    "manager",
    "owner",
}


def check_invitation_in_request_role(value: str) -> InvitationInRequestRole:
    if value in INVITATION_IN_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVITATION_IN_REQUEST_ROLE_VALUES!r}")

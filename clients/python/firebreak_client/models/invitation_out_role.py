from typing import Literal

InvitationOutRole = Literal["admin", "analyst", "client", "manager", "owner"]

INVITATION_OUT_ROLE_VALUES: set[InvitationOutRole] = {
    "admin",
    "analyst",
    "client",
    "manager",
    "owner",
}


def check_invitation_out_role(value: str) -> InvitationOutRole:
    if value in INVITATION_OUT_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVITATION_OUT_ROLE_VALUES!r}")

from typing import Literal

PatchedMachineInRequestRole = Literal["analyst", "client", "manager"]

PATCHED_MACHINE_IN_REQUEST_ROLE_VALUES: set[PatchedMachineInRequestRole] = {
    "analyst",
    "client",
    "manager",
}


def check_patched_machine_in_request_role(value: str) -> PatchedMachineInRequestRole:
    if value in PATCHED_MACHINE_IN_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PATCHED_MACHINE_IN_REQUEST_ROLE_VALUES!r}")

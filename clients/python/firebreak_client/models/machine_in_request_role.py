from typing import Literal

MachineInRequestRole = Literal["analyst", "client", "manager"]

MACHINE_IN_REQUEST_ROLE_VALUES: set[MachineInRequestRole] = {
    "analyst",
    "client",
    "manager",
}


def check_machine_in_request_role(value: str) -> MachineInRequestRole:
    if value in MACHINE_IN_REQUEST_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_IN_REQUEST_ROLE_VALUES!r}")

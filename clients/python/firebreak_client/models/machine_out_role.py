from typing import Literal

MachineOutRole = Literal["analyst", "client", "manager"]

MACHINE_OUT_ROLE_VALUES: set[MachineOutRole] = {
    "analyst",
    "client",
    "manager",
}


def check_machine_out_role(value: str) -> MachineOutRole:
    if value in MACHINE_OUT_ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_OUT_ROLE_VALUES!r}")

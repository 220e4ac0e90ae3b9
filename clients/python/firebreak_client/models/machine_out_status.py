from typing import Literal

MachineOutStatus = Literal["active", "deactivated"]

MACHINE_OUT_STATUS_VALUES: set[MachineOutStatus] = {
    "active",
    "deactivated",
}


def check_machine_out_status(value: str) -> MachineOutStatus:
    if value in MACHINE_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_OUT_STATUS_VALUES!r}")

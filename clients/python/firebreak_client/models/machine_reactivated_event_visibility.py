from typing import Literal

MachineReactivatedEventVisibility = Literal["client", "internal", "owners"]

MACHINE_REACTIVATED_EVENT_VISIBILITY_VALUES: set[MachineReactivatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_machine_reactivated_event_visibility(value: str) -> MachineReactivatedEventVisibility:
    if value in MACHINE_REACTIVATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_REACTIVATED_EVENT_VISIBILITY_VALUES!r}")

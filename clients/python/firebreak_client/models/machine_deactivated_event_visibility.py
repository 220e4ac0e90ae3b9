from typing import Literal

MachineDeactivatedEventVisibility = Literal["client", "internal", "owners"]

MACHINE_DEACTIVATED_EVENT_VISIBILITY_VALUES: set[MachineDeactivatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_machine_deactivated_event_visibility(value: str) -> MachineDeactivatedEventVisibility:
    if value in MACHINE_DEACTIVATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_DEACTIVATED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

MachineCreatedEventVisibility = Literal["client", "internal", "owners"]

MACHINE_CREATED_EVENT_VISIBILITY_VALUES: set[MachineCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_machine_created_event_visibility(value: str) -> MachineCreatedEventVisibility:
    if value in MACHINE_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_CREATED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

MachineChangedEventVisibility = Literal["client", "internal", "owners"]

MACHINE_CHANGED_EVENT_VISIBILITY_VALUES: set[MachineChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_machine_changed_event_visibility(value: str) -> MachineChangedEventVisibility:
    if value in MACHINE_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_CHANGED_EVENT_VISIBILITY_VALUES!r}")

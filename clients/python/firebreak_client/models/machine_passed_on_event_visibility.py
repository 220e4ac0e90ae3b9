from typing import Literal

MachinePassedOnEventVisibility = Literal["client", "internal", "owners"]

MACHINE_PASSED_ON_EVENT_VISIBILITY_VALUES: set[MachinePassedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_machine_passed_on_event_visibility(value: str) -> MachinePassedOnEventVisibility:
    if value in MACHINE_PASSED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MACHINE_PASSED_ON_EVENT_VISIBILITY_VALUES!r}")

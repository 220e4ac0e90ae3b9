from typing import Literal

StepShapePhase = Literal["learn", "resolve", "respond", "stabilise", "triage"]

STEP_SHAPE_PHASE_VALUES: set[StepShapePhase] = {
    "learn",
    "resolve",
    "respond",
    "stabilise",
    "triage",
}


def check_step_shape_phase(value: str) -> StepShapePhase:
    if value in STEP_SHAPE_PHASE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STEP_SHAPE_PHASE_VALUES!r}")

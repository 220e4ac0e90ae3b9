from typing import Literal

MilestoneOutKind = Literal[
    "acknowledged", "answered", "approved", "detected", "drafted", "first_mention", "published", "resolved"
]

MILESTONE_OUT_KIND_VALUES: set[MilestoneOutKind] = {
    "acknowledged",
    "answered",
    "approved",
    "detected",
    "drafted",
    "first_mention",
    "published",
    "resolved",
}


def check_milestone_out_kind(value: str) -> MilestoneOutKind:
    if value in MILESTONE_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MILESTONE_OUT_KIND_VALUES!r}")

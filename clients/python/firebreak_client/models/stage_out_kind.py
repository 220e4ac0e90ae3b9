from typing import Literal

StageOutKind = Literal[
    "acknowledged", "answered", "approved", "detected", "drafted", "first_mention", "published", "resolved"
]

STAGE_OUT_KIND_VALUES: set[StageOutKind] = {
    "acknowledged",
    "answered",
    "approved",
    "detected",
    "drafted",
    "first_mention",
    "published",
    "resolved",
}


def check_stage_out_kind(value: str) -> StageOutKind:
    if value in STAGE_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STAGE_OUT_KIND_VALUES!r}")

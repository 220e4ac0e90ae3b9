from typing import Literal

DebriefOutStatus = Literal["draft", "finished"]

DEBRIEF_OUT_STATUS_VALUES: set[DebriefOutStatus] = {
    "draft",
    "finished",
}


def check_debrief_out_status(value: str) -> DebriefOutStatus:
    if value in DEBRIEF_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DEBRIEF_OUT_STATUS_VALUES!r}")

from typing import Literal

ExportOutEndedBecause = Literal["", "error", "no_access"]

EXPORT_OUT_ENDED_BECAUSE_VALUES: set[ExportOutEndedBecause] = {
    "",
    "error",
    "no_access",
}


def check_export_out_ended_because(value: str) -> ExportOutEndedBecause:
    if value in EXPORT_OUT_ENDED_BECAUSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPORT_OUT_ENDED_BECAUSE_VALUES!r}")

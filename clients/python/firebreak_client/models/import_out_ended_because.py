from typing import Literal

ImportOutEndedBecause = Literal["", "error", "no_access", "unreadable"]

IMPORT_OUT_ENDED_BECAUSE_VALUES: set[ImportOutEndedBecause] = {
    "",
    "error",
    "no_access",
    "unreadable",
}


def check_import_out_ended_because(value: str) -> ImportOutEndedBecause:
    if value in IMPORT_OUT_ENDED_BECAUSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_OUT_ENDED_BECAUSE_VALUES!r}")

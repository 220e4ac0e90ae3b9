from typing import Literal

DiffPartChange = Literal["added", "changed", "moved", "removed"]

DIFF_PART_CHANGE_VALUES: set[DiffPartChange] = {
    "added",
    "changed",
    "moved",
    "removed",
}


def check_diff_part_change(value: str) -> DiffPartChange:
    if value in DIFF_PART_CHANGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DIFF_PART_CHANGE_VALUES!r}")

from typing import Literal

GroupOutKind = Literal["answers", "incidents", "mentions", "people", "plans"]

GROUP_OUT_KIND_VALUES: set[GroupOutKind] = {
    "answers",
    "incidents",
    "mentions",
    "people",
    "plans",
}


def check_group_out_kind(value: str) -> GroupOutKind:
    if value in GROUP_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GROUP_OUT_KIND_VALUES!r}")

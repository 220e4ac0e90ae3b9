from typing import Literal

VersionHeadStatus = Literal["draft", "published", "retired"]

VERSION_HEAD_STATUS_VALUES: set[VersionHeadStatus] = {
    "draft",
    "published",
    "retired",
}


def check_version_head_status(value: str) -> VersionHeadStatus:
    if value in VERSION_HEAD_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERSION_HEAD_STATUS_VALUES!r}")

from typing import Literal

VersionShapeStatus = Literal["draft", "published", "retired"]

VERSION_SHAPE_STATUS_VALUES: set[VersionShapeStatus] = {
    "draft",
    "published",
    "retired",
}


def check_version_shape_status(value: str) -> VersionShapeStatus:
    if value in VERSION_SHAPE_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VERSION_SHAPE_STATUS_VALUES!r}")

from typing import Literal

TimesShapeDigest = Literal["daily", "hourly"]

TIMES_SHAPE_DIGEST_VALUES: set[TimesShapeDigest] = {
    "daily",
    "hourly",
}


def check_times_shape_digest(value: str) -> TimesShapeDigest:
    if value in TIMES_SHAPE_DIGEST_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TIMES_SHAPE_DIGEST_VALUES!r}")

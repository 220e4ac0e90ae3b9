from typing import Literal

PatchedTimesShapeRequestDigest = Literal["daily", "hourly"]

PATCHED_TIMES_SHAPE_REQUEST_DIGEST_VALUES: set[PatchedTimesShapeRequestDigest] = {
    "daily",
    "hourly",
}


def check_patched_times_shape_request_digest(value: str) -> PatchedTimesShapeRequestDigest:
    if value in PATCHED_TIMES_SHAPE_REQUEST_DIGEST_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PATCHED_TIMES_SHAPE_REQUEST_DIGEST_VALUES!r}")

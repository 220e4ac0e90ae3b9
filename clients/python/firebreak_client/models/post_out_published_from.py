from typing import Literal

PostOutPublishedFrom = Literal["clamped", "fetched", "source"]

POST_OUT_PUBLISHED_FROM_VALUES: set[PostOutPublishedFrom] = {
    "clamped",
    "fetched",
    "source",
}


def check_post_out_published_from(value: str) -> PostOutPublishedFrom:
    if value in POST_OUT_PUBLISHED_FROM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {POST_OUT_PUBLISHED_FROM_VALUES!r}")

from typing import Literal

PostOutGoneReason = Literal["", "deleted", "unavailable", "withheld"]

POST_OUT_GONE_REASON_VALUES: set[PostOutGoneReason] = {
    "",
    "deleted",
    "unavailable",
    "withheld",
}


def check_post_out_gone_reason(value: str) -> PostOutGoneReason:
    if value in POST_OUT_GONE_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {POST_OUT_GONE_REASON_VALUES!r}")

from typing import Literal

PostOutState = Literal["gone", "live"]

POST_OUT_STATE_VALUES: set[PostOutState] = {
    "gone",
    "live",
}


def check_post_out_state(value: str) -> PostOutState:
    if value in POST_OUT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {POST_OUT_STATE_VALUES!r}")

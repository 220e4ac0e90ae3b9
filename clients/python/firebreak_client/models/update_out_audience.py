from typing import Literal

UpdateOutAudience = Literal["client", "public"]

UPDATE_OUT_AUDIENCE_VALUES: set[UpdateOutAudience] = {
    "client",
    "public",
}


def check_update_out_audience(value: str) -> UpdateOutAudience:
    if value in UPDATE_OUT_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPDATE_OUT_AUDIENCE_VALUES!r}")

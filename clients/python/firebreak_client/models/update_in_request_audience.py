from typing import Literal

UpdateInRequestAudience = Literal["client", "public"]

UPDATE_IN_REQUEST_AUDIENCE_VALUES: set[UpdateInRequestAudience] = {
    "client",
    "public",
}


def check_update_in_request_audience(value: str) -> UpdateInRequestAudience:
    if value in UPDATE_IN_REQUEST_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {UPDATE_IN_REQUEST_AUDIENCE_VALUES!r}")

from typing import Literal

ReleaseInRequestAudience = Literal["client", "public"]

RELEASE_IN_REQUEST_AUDIENCE_VALUES: set[ReleaseInRequestAudience] = {
    "client",
    "public",
}


def check_release_in_request_audience(value: str) -> ReleaseInRequestAudience:
    if value in RELEASE_IN_REQUEST_AUDIENCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RELEASE_IN_REQUEST_AUDIENCE_VALUES!r}")

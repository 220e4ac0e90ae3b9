from typing import Literal

PlatformOutScope = Literal["app", "private", "public"]

PLATFORM_OUT_SCOPE_VALUES: set[PlatformOutScope] = {
    "app",
    "private",
    "public",
}


def check_platform_out_scope(value: str) -> PlatformOutScope:
    if value in PLATFORM_OUT_SCOPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PLATFORM_OUT_SCOPE_VALUES!r}")

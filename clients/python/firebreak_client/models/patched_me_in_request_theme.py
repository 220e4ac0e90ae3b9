from typing import Literal

PatchedMeInRequestTheme = Literal["", "dark", "light"]

PATCHED_ME_IN_REQUEST_THEME_VALUES: set[PatchedMeInRequestTheme] = {
    "",
    "dark",
    "light",
}


def check_patched_me_in_request_theme(value: str) -> PatchedMeInRequestTheme:
    if value in PATCHED_ME_IN_REQUEST_THEME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PATCHED_ME_IN_REQUEST_THEME_VALUES!r}")

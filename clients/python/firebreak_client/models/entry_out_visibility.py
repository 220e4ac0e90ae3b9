from typing import Literal

EntryOutVisibility = Literal["client", "internal", "public"]

ENTRY_OUT_VISIBILITY_VALUES: set[EntryOutVisibility] = {
    "client",
    "internal",
    "public",
}


def check_entry_out_visibility(value: str) -> EntryOutVisibility:
    if value in ENTRY_OUT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ENTRY_OUT_VISIBILITY_VALUES!r}")

from typing import Literal

FieldOutKind = Literal["choice", "number", "sample", "secret", "switch", "text", "url"]

FIELD_OUT_KIND_VALUES: set[FieldOutKind] = {
    "choice",
    "number",
    "sample",
    "secret",
    "switch",
    "text",
    "url",
}


def check_field_out_kind(value: str) -> FieldOutKind:
    if value in FIELD_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FIELD_OUT_KIND_VALUES!r}")

from typing import Literal

TermOutKind = Literal["exclusion", "handle", "learned", "name", "product", "spelling"]

TERM_OUT_KIND_VALUES: set[TermOutKind] = {
    "exclusion",
    "handle",
    "learned",
    "name",
    "product",
    "spelling",
}


def check_term_out_kind(value: str) -> TermOutKind:
    if value in TERM_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {TERM_OUT_KIND_VALUES!r}")

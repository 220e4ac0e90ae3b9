from typing import Literal

ImportOutForm = Literal["csv", "xlsx"]

IMPORT_OUT_FORM_VALUES: set[ImportOutForm] = {
    "csv",
    "xlsx",
}


def check_import_out_form(value: str) -> ImportOutForm:
    if value in IMPORT_OUT_FORM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_OUT_FORM_VALUES!r}")

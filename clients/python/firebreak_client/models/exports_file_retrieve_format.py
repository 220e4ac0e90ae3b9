from typing import Literal

ExportsFileRetrieveFormat = Literal["json", "ndjson"]

EXPORTS_FILE_RETRIEVE_FORMAT_VALUES: set[ExportsFileRetrieveFormat] = {
    "json",
    "ndjson",
}


def check_exports_file_retrieve_format(value: str) -> ExportsFileRetrieveFormat:
    if value in EXPORTS_FILE_RETRIEVE_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPORTS_FILE_RETRIEVE_FORMAT_VALUES!r}")

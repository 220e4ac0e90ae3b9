from typing import Literal

SourceLineOutResult = Literal["added", "refused", "there", "waiting"]

SOURCE_LINE_OUT_RESULT_VALUES: set[SourceLineOutResult] = {
    "added",
    "refused",
    "there",
    "waiting",
}


def check_source_line_out_result(value: str) -> SourceLineOutResult:
    if value in SOURCE_LINE_OUT_RESULT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_LINE_OUT_RESULT_VALUES!r}")

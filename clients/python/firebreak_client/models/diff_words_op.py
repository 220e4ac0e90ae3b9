from typing import Literal

DiffWordsOp = Literal["delete", "equal", "insert"]

DIFF_WORDS_OP_VALUES: set[DiffWordsOp] = {
    "delete",
    "equal",
    "insert",
}


def check_diff_words_op(value: str) -> DiffWordsOp:
    if value in DIFF_WORDS_OP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DIFF_WORDS_OP_VALUES!r}")

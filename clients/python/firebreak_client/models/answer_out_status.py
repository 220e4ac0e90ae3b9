from typing import Literal

AnswerOutStatus = Literal["approved", "draft", "handed_off", "in_approval", "published", "withdrawn"]

ANSWER_OUT_STATUS_VALUES: set[AnswerOutStatus] = {
    "approved",
    "draft",
    "handed_off",
    "in_approval",
    "published",
    "withdrawn",
}


def check_answer_out_status(value: str) -> AnswerOutStatus:
    if value in ANSWER_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_OUT_STATUS_VALUES!r}")

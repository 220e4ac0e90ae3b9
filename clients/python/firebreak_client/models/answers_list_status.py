from typing import Literal

AnswersListStatus = Literal["approved", "draft", "handed_off", "in_approval", "published", "withdrawn"]

ANSWERS_LIST_STATUS_VALUES: set[AnswersListStatus] = {
    "approved",
    "draft",
    "handed_off",
    "in_approval",
    "published",
    "withdrawn",
}


def check_answers_list_status(value: str) -> AnswersListStatus:
    if value in ANSWERS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWERS_LIST_STATUS_VALUES!r}")

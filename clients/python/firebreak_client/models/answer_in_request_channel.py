from typing import Literal

AnswerInRequestChannel = Literal["", "any", "customer_care", "press", "social", "web"]

ANSWER_IN_REQUEST_CHANNEL_VALUES: set[AnswerInRequestChannel] = {
    "",
    "any",
    "customer_care",
    "press",
    "social",
    "web",
}


def check_answer_in_request_channel(value: str) -> AnswerInRequestChannel:
    if value in ANSWER_IN_REQUEST_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_IN_REQUEST_CHANNEL_VALUES!r}")

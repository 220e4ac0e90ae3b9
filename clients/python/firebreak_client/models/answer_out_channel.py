from typing import Literal

AnswerOutChannel = Literal["any", "customer_care", "press", "social", "web"]

ANSWER_OUT_CHANNEL_VALUES: set[AnswerOutChannel] = {
    "any",
    "customer_care",
    "press",
    "social",
    "web",
}


def check_answer_out_channel(value: str) -> AnswerOutChannel:
    if value in ANSWER_OUT_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_OUT_CHANNEL_VALUES!r}")

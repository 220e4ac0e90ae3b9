from typing import Literal

AnswerRejectedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_REJECTED_EVENT_VISIBILITY_VALUES: set[AnswerRejectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_rejected_event_visibility(value: str) -> AnswerRejectedEventVisibility:
    if value in ANSWER_REJECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_REJECTED_EVENT_VISIBILITY_VALUES!r}")

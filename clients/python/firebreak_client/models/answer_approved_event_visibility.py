from typing import Literal

AnswerApprovedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVED_EVENT_VISIBILITY_VALUES: set[AnswerApprovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approved_event_visibility(value: str) -> AnswerApprovedEventVisibility:
    if value in ANSWER_APPROVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVED_EVENT_VISIBILITY_VALUES!r}")

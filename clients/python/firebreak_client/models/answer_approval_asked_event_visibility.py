from typing import Literal

AnswerApprovalAskedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVAL_ASKED_EVENT_VISIBILITY_VALUES: set[AnswerApprovalAskedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approval_asked_event_visibility(value: str) -> AnswerApprovalAskedEventVisibility:
    if value in ANSWER_APPROVAL_ASKED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVAL_ASKED_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AnswerApprovalStandsEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVAL_STANDS_EVENT_VISIBILITY_VALUES: set[AnswerApprovalStandsEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approval_stands_event_visibility(value: str) -> AnswerApprovalStandsEventVisibility:
    if value in ANSWER_APPROVAL_STANDS_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVAL_STANDS_EVENT_VISIBILITY_VALUES!r}")

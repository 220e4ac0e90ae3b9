from typing import Literal

AnswerApprovalLateEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVAL_LATE_EVENT_VISIBILITY_VALUES: set[AnswerApprovalLateEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approval_late_event_visibility(value: str) -> AnswerApprovalLateEventVisibility:
    if value in ANSWER_APPROVAL_LATE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVAL_LATE_EVENT_VISIBILITY_VALUES!r}")

from typing import Literal

AnswerApprovalWithdrawnEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVAL_WITHDRAWN_EVENT_VISIBILITY_VALUES: set[AnswerApprovalWithdrawnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approval_withdrawn_event_visibility(value: str) -> AnswerApprovalWithdrawnEventVisibility:
    if value in ANSWER_APPROVAL_WITHDRAWN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVAL_WITHDRAWN_EVENT_VISIBILITY_VALUES!r}"
    )

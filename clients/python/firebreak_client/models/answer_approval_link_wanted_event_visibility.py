from typing import Literal

AnswerApprovalLinkWantedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_APPROVAL_LINK_WANTED_EVENT_VISIBILITY_VALUES: set[AnswerApprovalLinkWantedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_approval_link_wanted_event_visibility(value: str) -> AnswerApprovalLinkWantedEventVisibility:
    if value in ANSWER_APPROVAL_LINK_WANTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANSWER_APPROVAL_LINK_WANTED_EVENT_VISIBILITY_VALUES!r}"
    )

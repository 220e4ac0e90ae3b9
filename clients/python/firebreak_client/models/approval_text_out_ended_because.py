from typing import Literal

ApprovalTextOutEndedBecause = Literal[
    "", "answer_withdrawn", "asked_again", "edited", "incident_ended", "left", "merged", "refused", "withdrawn"
]

APPROVAL_TEXT_OUT_ENDED_BECAUSE_VALUES: set[ApprovalTextOutEndedBecause] = {
    "",
    "answer_withdrawn",
    "asked_again",
    "edited",
    "incident_ended",
    "left",
    "merged",
    "refused",
    "withdrawn",
}


def check_approval_text_out_ended_because(value: str) -> ApprovalTextOutEndedBecause:
    if value in APPROVAL_TEXT_OUT_ENDED_BECAUSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_TEXT_OUT_ENDED_BECAUSE_VALUES!r}")

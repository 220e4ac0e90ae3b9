from typing import Literal

ApprovalOutEndedBecause = Literal[
    "", "answer_withdrawn", "asked_again", "edited", "incident_ended", "left", "merged", "refused", "withdrawn"
]

APPROVAL_OUT_ENDED_BECAUSE_VALUES: set[ApprovalOutEndedBecause] = {
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


def check_approval_out_ended_because(value: str) -> ApprovalOutEndedBecause:
    if value in APPROVAL_OUT_ENDED_BECAUSE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_OUT_ENDED_BECAUSE_VALUES!r}")

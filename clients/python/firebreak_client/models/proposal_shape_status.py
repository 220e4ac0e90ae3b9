from typing import Literal

ProposalShapeStatus = Literal["accepted", "open", "rejected"]

PROPOSAL_SHAPE_STATUS_VALUES: set[ProposalShapeStatus] = {
    "accepted",
    "open",
    "rejected",
}


def check_proposal_shape_status(value: str) -> ProposalShapeStatus:
    if value in PROPOSAL_SHAPE_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSAL_SHAPE_STATUS_VALUES!r}")

from typing import Literal

ProposalOutStatus = Literal["accepted", "open", "rejected"]

PROPOSAL_OUT_STATUS_VALUES: set[ProposalOutStatus] = {
    "accepted",
    "open",
    "rejected",
}


def check_proposal_out_status(value: str) -> ProposalOutStatus:
    if value in PROPOSAL_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSAL_OUT_STATUS_VALUES!r}")

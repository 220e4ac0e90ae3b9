from typing import Literal

ProposalRejectedEventVisibility = Literal["client", "internal", "owners"]

PROPOSAL_REJECTED_EVENT_VISIBILITY_VALUES: set[ProposalRejectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_proposal_rejected_event_visibility(value: str) -> ProposalRejectedEventVisibility:
    if value in PROPOSAL_REJECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSAL_REJECTED_EVENT_VISIBILITY_VALUES!r}")
